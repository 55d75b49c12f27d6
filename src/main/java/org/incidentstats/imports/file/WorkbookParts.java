package org.incidentstats.imports.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.incidentstats.platform.Fault;

/** The parts of a workbook, which is a zip; it stands in a temporary file while it is read. */
final class WorkbookParts implements AutoCloseable {

    /** The most parts of a workbook. */
    static final int MOST = 10_000;

    /** The most bytes of a part that only says where others are, or how cells look. */
    static final long LARGEST_SMALL_PART = 20_000_000;

    private static final int LARGEST_DIRECTORY = 10_000_000;
    private static final int END_OF_DIRECTORY = 22;
    private static final int LONGEST_COMMENT = 65_535;
    private static final String OFFICE_DOCUMENT = "/officeDocument";

    private final Path copy;
    private final ZipFile zip;

    WorkbookParts(InputStream file) throws IOException {
        copy = Files.createTempFile("workbook-", ".xlsx");
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            checkDirectory();
            zip = new ZipFile(copy.toFile());
            if (zip.size() > MOST) {
                zip.close();
                throw tooMany();
            }
        } catch (IOException | RuntimeException e) {
            Files.delete(copy);
            throw e;
        }
    }

    /** Whoever opens a zip keeps its whole directory in memory; its length stands at the end of the file. */
    private void checkDirectory() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(file.length(), END_OF_DIRECTORY + LONGEST_COMMENT)];
            file.seek(file.length() - end.length);
            file.readFully(end);
            ByteBuffer bytes = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = end.length - END_OF_DIRECTORY; i >= 0; i--) {
                if (bytes.getInt(i) == 0x06054b50 && Integer.toUnsignedLong(bytes.getInt(i + 12)) > LARGEST_DIRECTORY) {
                    throw tooMany();
                }
            }
        }
    }

    private static Unreadable tooMany() {
        return new Unreadable("it has more than %,d parts".formatted(MOST));
    }

    /** The part that a relation of the whole file says is the workbook itself. */
    String workbook() {
        return relations("").values().stream()
                .filter(relation -> relation.type().endsWith(OFFICE_DOCUMENT))
                .map(Relation::target)
                .findFirst()
                .orElseThrow(() -> new Unreadable("it is a zip, and no workbook"));
    }

    /**
     * One part's relation to another.
     *
     * @param type   a URI, whose last segment is the same in all editions of the format
     * @param target the name of the other part
     */
    record Relation(String type, String target) {}

    /** The relations of a part, by their ids; none where it has none. */
    Map<String, Relation> relations(String part) {
        int folder = part.lastIndexOf('/') + 1;
        String name = part.substring(0, folder) + "_rels/" + part.substring(folder) + ".rels";
        Map<String, Relation> relations = new HashMap<>();
        if (zip.getEntry(name) == null) {
            return relations;
        }
        try (WorkbookXml xml = small(name)) {
            while (xml.nextElement()) {
                String target = xml.attribute("Target");
                String type = xml.attribute("Type");
                if (xml.name().equals("Relationship")
                        && target != null
                        && type != null
                        && !"External".equals(xml.attribute("TargetMode"))) {
                    relations.put(String.valueOf(xml.attribute("Id")), new Relation(type, resolved(part, target)));
                }
            }
        }
        return relations;
    }

    private static String resolved(String part, String target) {
        try {
            return URI.create("/" + part).resolve(target).getPath().substring(1);
        } catch (IllegalArgumentException e) {
            return target;
        }
    }

    /** The part that a part is related to in that way. */
    Optional<String> related(String part, String type) {
        return relations(part).values().stream()
                .filter(relation -> relation.type().endsWith("/" + type))
                .map(Relation::target)
                .findFirst();
    }

    /** Opens a part that describes others. */
    WorkbookXml small(String name) {
        return open(name, LARGEST_SMALL_PART);
    }

    /** Opens a part with cells or their texts. */
    WorkbookXml large(String name) {
        return open(name, LimitedPart.LARGEST);
    }

    private WorkbookXml open(String name, long largest) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new Unreadable("its part %s is missing".formatted(Fault.shortened(name, 200)));
        }
        try {
            return new WorkbookXml(
                    new LimitedPart(zip.getInputStream(entry), name, entry.getCompressedSize(), largest));
        } catch (IOException e) {
            throw new Unreadable(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
        Files.delete(copy);
    }
}
