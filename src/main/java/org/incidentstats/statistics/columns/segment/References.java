package org.incidentstats.statistics.columns.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.incidentstats.event.store.EventStore.VersionKey;
import org.incidentstats.statistics.columns.encoding.Bytes;
import org.incidentstats.statistics.columns.encoding.RowCodes;

/**
 * Of which version of which event each row of a segment is, in the order of its rows. Ids that are UUIDs take 17 bytes,
 * others one more than they are long.
 *
 * @param ids      the ids one after the other
 * @param ends     of each row, where its id ends
 * @param versions of each row
 */
public record References(byte[] ids, int[] ends, RowCodes versions) {

    private static final Pattern IS_UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final byte UUID_FOLLOWS = 1;
    private static final byte TEXT_FOLLOWS = 0;

    static References of(List<VersionKey> keys) {
        Bytes ids = new Bytes();
        int[] ends = new int[keys.size()];
        int[] versions = new int[keys.size()];
        int end = 0;
        for (int row = 0; row < ends.length; row++) {
            byte[] id = bytes(keys.get(row).id());
            ids.raw(id);
            end += id.length;
            ends[row] = end;
            versions[row] = keys.get(row).version();
        }
        return new References(ids.toBytes(), ends, RowCodes.of(versions));
    }

    /** An id in as few bytes as it needs. */
    static byte[] bytes(String id) {
        if (IS_UUID.matcher(id).matches()) {
            UUID uuid = UUID.fromString(id);
            return ByteBuffer.allocate(1 + 2 * Long.BYTES)
                    .put(UUID_FOLLOWS)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array();
        }
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + text.length).put(TEXT_FOLLOWS).put(text).array();
    }

    int rows() {
        return ends.length;
    }

    String event(int row) {
        int from = row == 0 ? 0 : ends[row - 1];
        if (ids[from] == UUID_FOLLOWS) {
            ByteBuffer uuid = ByteBuffer.wrap(ids, from + 1, 2 * Long.BYTES);
            return new UUID(uuid.getLong(), uuid.getLong()).toString();
        }
        return new String(ids, from + 1, ends[row] - from - 1, StandardCharsets.UTF_8);
    }

    int version(int row) {
        return versions.get(row);
    }

    public VersionKey key(int row) {
        return new VersionKey(event(row), version(row));
    }

    /** Bytes that it takes in memory. */
    public long bytes() {
        return ids.length + 4L * ends.length + versions.bytes();
    }
}
