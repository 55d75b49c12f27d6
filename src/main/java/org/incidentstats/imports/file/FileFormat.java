package org.incidentstats.imports.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of file it is, told from its first bytes: names and media types of uploads are often wrong. */
public enum FileFormat {
    @JsonProperty("csv")
    CSV,
    @JsonProperty("ndjson")
    NDJSON,
    @JsonProperty("xlsx")
    XLSX;

    private static final int LOOK_AT = 4096;
    private static final int BLOCK = 65_536;

    /** How a file starts, and what that says about it. */
    public record Start(FileFormat format, Charset charset, int byteOrderMark) {}

    /**
     * Looks at the beginning of a file.
     *
     * @param declared the character encoding that the sender declares; a byte order mark outranks it
     * @throws Unreadable if it is none of the formats
     */
    public static Start startOf(InputStream file, Optional<Charset> declared) throws IOException {
        byte[] first = file.readNBytes(LOOK_AT);
        if (first.length == 0) {
            throw new Unreadable("The file is empty.");
        }
        if (startsWith(first, 'P', 'K', 3, 4)) {
            return new Start(XLSX, StandardCharsets.UTF_8, 0);
        }
        if (startsWith(first, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new Unreadable("The file is an old Excel workbook (.xls) or one with a password."
                    + " Save it as .xlsx without a password.");
        }
        if (startsWith(first, 0x1F, 0x8B)) {
            throw new Unreadable("The file is compressed with gzip. Send it unpacked.");
        }
        Start text = text(first, declared);
        String beginning = new String(first, text.byteOrderMark(), first.length - text.byteOrderMark(), text.charset())
                .stripLeading();
        if (beginning.startsWith("[")) {
            throw new Unreadable("The file is a JSON array. Send NDJSON: one JSON object on each line.");
        }
        if (beginning.startsWith("<")) {
            throw new Unreadable("The file is XML or HTML. Send CSV, NDJSON or XLSX.");
        }
        return beginning.startsWith("{") ? new Start(NDJSON, text.charset(), text.byteOrderMark()) : text;
    }

    private static Start text(byte[] first, Optional<Charset> declared) {
        if (startsWith(first, 0xEF, 0xBB, 0xBF)) {
            return new Start(CSV, StandardCharsets.UTF_8, 3);
        }
        if (startsWith(first, 0xFF, 0xFE)) {
            return new Start(CSV, StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(first, 0xFE, 0xFF)) {
            return new Start(CSV, StandardCharsets.UTF_16BE, 2);
        }
        return new Start(CSV, declared.orElse(StandardCharsets.UTF_8), 0);
    }

    /**
     * Reads a whole text once, to see that it is in the encoding that it is said to be in: nothing is imported from a
     * file whose letters would come out wrong.
     *
     * @throws Unreadable with the line of the first byte that cannot be
     */
    public static void checkEncoding(InputStream file, Start start) throws IOException {
        file.skipNBytes(start.byteOrderMark());
        CharsetDecoder decoder = start.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
        CharBuffer characters = CharBuffer.allocate(BLOCK);
        long line = 1;
        boolean end = false;
        while (!end) {
            int read = file.read(bytes.array(), bytes.position(), bytes.remaining());
            end = read < 0;
            bytes.position(bytes.position() + Math.max(read, 0)).flip();
            CoderResult result;
            do {
                result = decoder.decode(bytes, characters, end);
                line += characters.flip().chars().filter(c -> c == '\n').count();
                characters.clear();
            } while (result.isOverflow());
            if (result.isError()) {
                throw new Unreadable(
                        ("Line %d is not in %s. Say in which encoding the file is, with the parameter charset or in"
                                        + " Content-Type: for example windows-1252.")
                                .formatted(line, start.charset().name()));
            }
            bytes.compact();
        }
    }

    /** Opens the rows of a file. */
    public static Rows open(InputStream file, Start start, Optional<Character> delimiter) throws IOException {
        if (start.format() == XLSX) {
            return new WorkbookRows(file);
        }
        InputStream buffered = new BufferedInputStream(file, BLOCK);
        buffered.skipNBytes(start.byteOrderMark());
        Reader reader = new InputStreamReader(buffered, start.charset());
        return start.format() == NDJSON ? new NdjsonRows(reader) : CsvRows.of(reader, delimiter);
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
