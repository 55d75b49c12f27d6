package org.incidentstats.event.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

import org.incidentstats.event.store.ChangeEntry.Kind;
import org.incidentstats.store.Item;
import org.incidentstats.store.NewerFormat;
import org.incidentstats.store.Place;
import org.incidentstats.store.Table;

/**
 * What one write changed: an item of the table of events, under the position of its first change. Its body is a byte
 * that says the format, and all the rest compressed: the first position, the moment in milliseconds, the number of
 * changes, and of each its kind, id, version, minus and plus, these with their length before them, -1 where there is
 * none. A kind that a newer release adds raises the format.
 *
 * @param entries at least one, in order
 */
record Delta(List<ChangeEntry> entries) {

    /** No event can have this id. */
    static final String PART = "#deltas";

    private static final int FORMAT = 1;
    private static final int EVENT = 0;
    private static final int GROUP = 1;
    private static final int NONE = -1;

    long first() {
        return entries.get(0).position();
    }

    long last() {
        return entries.get(entries.size() - 1).position();
    }

    Instant recordedAt() {
        return entries.get(0).recordedAt();
    }

    static String key(long position) {
        return String.format(Locale.ROOT, "%012d", position);
    }

    Item item() {
        return new Item(new Place(Table.EVENTS, PART, key(first())), 1, written());
    }

    private byte[] written() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(FORMAT);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeLong(first());
            out.writeLong(recordedAt().toEpochMilli());
            out.writeInt(entries.size());
            for (ChangeEntry entry : entries) {
                out.writeByte(entry.kind() == Kind.EVENT ? EVENT : GROUP);
                out.writeUTF(entry.id());
                out.writeInt(entry.version());
                write(entry.minus(), out);
                write(entry.plus(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Optional<byte[]> contribution, DataOutputStream out) throws IOException {
        if (contribution.isEmpty()) {
            out.writeInt(NONE);
        } else {
            out.writeInt(contribution.get().length);
            out.write(contribution.get());
        }
    }

    static Delta of(Item item) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(item.body());
        int format = bytes.read();
        if (format > FORMAT) {
            throw new NewerFormat("A change of the record", format, FORMAT);
        }
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(bytes))) {
            long position = in.readLong();
            Instant recordedAt = Instant.ofEpochMilli(in.readLong());
            int changes = in.readInt();
            List<ChangeEntry> entries = new ArrayList<>(changes);
            for (int i = 0; i < changes; i++) {
                Kind kind = in.readByte() == EVENT ? Kind.EVENT : Kind.GROUP;
                entries.add(new ChangeEntry(
                        position + i,
                        recordedAt,
                        kind,
                        in.readUTF(),
                        in.readInt(),
                        contribution(in),
                        contribution(in)));
            }
            return new Delta(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<byte[]> contribution(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == NONE ? Optional.empty() : Optional.of(in.readNBytes(length));
    }
}
