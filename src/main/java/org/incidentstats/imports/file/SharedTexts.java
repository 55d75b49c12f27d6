package org.incidentstats.imports.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The texts that a workbook's cells share by their numbers. They are read as far as cells have asked for them, which do
 * so in about the same order, and kept in a temporary file.
 */
final class SharedTexts implements AutoCloseable {

    /** The most texts of a workbook. */
    static final int MOST = 4_000_000;

    private static final int BUFFER = 200_000;
    private static final int MOST_REMEMBERED = 20_000;
    private static final int LONGEST_REMEMBERED = 100;

    private final Optional<WorkbookXml> xml;
    private final int longest;
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer unwritten = ByteBuffer.allocate(BUFFER);
    private final Map<Integer, String> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** Where each text begins, and behind the last one where it ends. */
    private long[] places = new long[1024];

    private int count;

    /**
     * @param xml     the part; empty if there is none
     * @param longest what is longer is cut just past this
     */
    SharedTexts(Optional<WorkbookXml> xml, int longest) throws IOException {
        this.xml = xml;
        this.longest = longest;
        this.file = Files.createTempFile("workbook-", ".texts");
        this.channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    String text(int number) {
        String known = remembered.get(number);
        if (known != null) {
            return known;
        }
        try {
            while (number >= count) {
                if (!readOne()) {
                    throw new Unreadable(
                            "a cell has the shared text %,d, of which there are %,d".formatted(number, count));
                }
            }
            String text = number < 0 ? "" : written(places[number], (int) (places[number + 1] - places[number]));
            if (text.length() <= LONGEST_REMEMBERED) {
                remembered.put(number, text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean readOne() throws IOException {
        if (xml.isEmpty()) {
            return false;
        }
        while (xml.get().nextElement()) {
            if (xml.get().name().equals("si")) {
                if (count == MOST) {
                    throw new Unreadable("it has more than %,d different texts".formatted(MOST));
                }
                StringBuilder text = new StringBuilder();
                xml.get().richText("si", text, longest + 1);
                write(text.toString().getBytes(StandardCharsets.UTF_8));
                return true;
            }
        }
        return false;
    }

    private void write(byte[] text) throws IOException {
        if (text.length > unwritten.remaining()) {
            flush();
        }
        if (count + 2 > places.length) {
            places = Arrays.copyOf(places, places.length + places.length / 2);
        }
        unwritten.put(text);
        places[count + 1] = places[count] + text.length;
        count++;
    }

    private void flush() throws IOException {
        unwritten.flip();
        while (unwritten.hasRemaining()) {
            channel.write(unwritten);
        }
        unwritten.clear();
    }

    private String written(long place, int length) throws IOException {
        long flushed = channel.position();
        if (place >= flushed) {
            return new String(unwritten.array(), (int) (place - flushed), length, StandardCharsets.UTF_8);
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, place + bytes.position()) >= 0) {
            // Until it is whole
        }
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            xml.ifPresent(WorkbookXml::close);
        }
    }
}
