import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Packs {@code function.zip} anew: the libraries in it uncompressed, and each compressed as a whole with the zip. That
 * makes the zip smaller, because files that are alike stand in one stream, and lets a function start faster, because its
 * classes are read without unpacking them. The classes of all libraries stand in the first of them, where they are found
 * without a look into the two hundred others; those keep all else. Entries have a fixed time, so that the same build makes
 * the same zip.
 *
 * <p>{@code java infra/PackFunction.java target/lambda/function.zip}
 */
final class PackFunction {

    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    /** The loader of AWS Lambda goes through the libraries in the order of their names. */
    private static final String CLASSES = "lib/0-classes.jar";

    public static void main(String[] arguments) throws IOException {
        Path zip = Path.of(arguments[0]);
        Path packed = zip.resolveSibling("function-packed.zip");
        // In the order in which they are looked for: of two classes of one name the first one counts
        SortedMap<String, byte[]> libraries = new TreeMap<>();
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
                    content = in.readAllBytes();
                }
                if (entry.getName().endsWith(".jar")) {
                    libraries.put(entry.getName(), content);
                } else {
                    put(to, entry.getName(), content);
                }
            }
            Map<String, byte[]> classes = new LinkedHashMap<>();
            for (Map.Entry<String, byte[]> library : libraries.entrySet()) {
                put(to, library.getKey(), withoutClasses(library.getValue(), classes));
            }
            put(to, CLASSES, jar(classes));
        }
        Files.move(packed, zip, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Maps of scripts for debuggers, and compression that API Gateway does not pass on. */
    private static boolean runsNowhere(String name) {
        return name.endsWith(".js.map") || name.endsWith(".css.map") || name.contains("brotli4j.native");
    }

    /** A library that has classes of its own for newer releases of Java keeps all of them. */
    private static byte[] withoutClasses(byte[] jar, Map<String, byte[]> classes) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                if (!entry.isDirectory()) {
                    all.putIfAbsent(entry.getName(), from.readAllBytes());
                }
            }
        }
        if (all.keySet().stream().noneMatch(name -> name.startsWith("META-INF/versions/"))) {
            for (String name : List.copyOf(all.keySet())) {
                if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
                    classes.putIfAbsent(name, all.remove(name));
                }
            }
        }
        return jar(all);
    }

    private static byte[] jar(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream to = new ZipOutputStream(bytes)) {
            to.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(file.getValue());
                ZipEntry stored = named(file.getKey());
                stored.setSize(file.getValue().length);
                stored.setCrc(crc.getValue());
                to.putNextEntry(stored);
                to.write(file.getValue());
                to.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream to, String name, byte[] content) throws IOException {
        to.putNextEntry(named(name));
        to.write(content);
        to.closeEntry();
    }

    private static ZipEntry named(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        return entry;
    }

    private PackFunction() {}
}
