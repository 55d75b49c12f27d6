package org.incidentstats.imports.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook part by part, as nobody who means well would write it. */
final class WorkbookFile {

    static final String SHEET = "xl/worksheets/sheet1.xml";
    static final String TEXTS = "xl/sharedStrings.xml";
    static final String STYLES = "xl/styles.xml";
    static final String WORKBOOK = "xl/workbook.xml";

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final byte[] MEGABYTE_OF_X = "x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);

    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** Writes what a part contains. */
    interface Part {
        void write(OutputStream out) throws IOException;
    }

    WorkbookFile() {
        part(
                "_rels/.rels",
                "<Relationships><Relationship Id=\"r\" Type=\"" + RELATIONS
                        + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        part(
                WORKBOOK,
                "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS
                        + "\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>");
        part(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"s\" Type=\"" + RELATIONS
                        + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"t\" Type=\"" + RELATIONS
                        + "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/><Relationship Id=\"y\" Type=\""
                        + RELATIONS + "/styles\" Target=\"styles.xml\"/></Relationships>");
        part(STYLES, "<styleSheet/>");
        part(TEXTS, "<sst/>");
    }

    WorkbookFile part(String name, String xml) {
        return part(name, out -> out.write(xml.getBytes(StandardCharsets.UTF_8)));
    }

    WorkbookFile part(String name, Part part) {
        parts.put(name, part);
        return this;
    }

    /** A sheet with a header of {@code id} and {@code name}, and these rows below. */
    WorkbookFile rows(String rows) {
        return part(SHEET, sheet(rows));
    }

    static String sheet(String rows) {
        return "<worksheet><sheetData><row r=\"1\">" + cell("A1", "id") + cell("B1", "name") + "</row>" + rows
                + "</sheetData></worksheet>";
    }

    static String cell(String reference, String text) {
        return "<c r=\"" + reference + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    /** Something with as many megabytes of text between its two halves. */
    static Part around(String before, int megabytes, String after) {
        return repeated(before, MEGABYTE_OF_X, megabytes, after);
    }

    static Part repeated(String before, byte[] again, int times, String after) {
        return out -> {
            out.write(before.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < times; i++) {
                out.write(again);
            }
            out.write(after.getBytes(StandardCharsets.UTF_8));
        };
    }

    /**
     * @param packed whether parts are compressed; where they are not, a part cannot be refused for what it unpacks to
     */
    Path in(Path folder, String name, boolean packed) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(packed ? 6 : 0);
            for (Map.Entry<String, Part> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                part.getValue().write(zip);
                zip.closeEntry();
            }
        }
        return file;
    }
}
