import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Packs {@code function.zip} anew: the libraries in it uncompressed, and each compressed as a whole with the zip. That
 * makes the zip smaller, because files that are alike stand in one stream, and lets a function start faster, because its
 * classes are read without unpacking them. Entries have a fixed time, so that the same build makes the same zip.
 *
 * <p>{@code java infra/PackFunction.java target/lambda/function.zip}
 */
final class PackFunction {

    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    public static void main(String[] arguments) throws IOException {
        Path zip = Path.of(arguments[0]);
        Path packed = zip.resolveSibling("function-packed.zip");
        try (ZipFile from = new ZipFile(zip.toFile());
                OutputStream file = Files.newOutputStream(packed);
                ZipOutputStream to = new ZipOutputStream(file)) {
            to.setLevel(Deflater.BEST_COMPRESSION);
            for (Enumeration<? extends ZipEntry> entries = from.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.isDirectory() || runsNowhere(entry.getName())) {
                    continue;
                }
                byte[] content;
                try (InputStream in = from.getInputStream(entry)) {
                    content = entry.getName().endsWith(".jar") ? uncompressed(in) : in.readAllBytes();
                }
                to.putNextEntry(named(entry.getName()));
                to.write(content);
                to.closeEntry();
            }
        }
        Files.move(packed, zip, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Maps of scripts for debuggers, and compression that API Gateway does not pass on. */
    private static boolean runsNowhere(String name) {
        return name.endsWith(".js.map") || name.endsWith(".css.map") || name.contains("brotli4j.native");
    }

    private static byte[] uncompressed(InputStream jar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Set<String> seen = new HashSet<>();
        try (ZipInputStream from = new ZipInputStream(jar);
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            to.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                if (!seen.add(entry.getName())) {
                    continue;
                }
                byte[] content = from.readAllBytes();
                CRC32 crc = new CRC32();
                crc.update(content);
                ZipEntry stored = named(entry.getName());
                stored.setSize(content.length);
                stored.setCrc(crc.getValue());
                to.putNextEntry(stored);
                to.write(content);
                to.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static ZipEntry named(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        return entry;
    }

    private PackFunction() {}
}
