package org.incidentstats.statistics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cells of one combination of values and one period.
 *
 * @param cells what each adds up to, by the values that tell the cells of a block apart; none of them is nothing
 */
record Block(BlockKey key, SortedMap<String, CellSums> cells) {

    /** This block after a change; it may be left without cells. */
    Block changed(SortedMap<String, CellSums> differences) {
        SortedMap<String, CellSums> changed = new TreeMap<>(cells);
        differences.forEach((name, difference) -> {
            CellSums sums = changed.getOrDefault(name, CellSums.NONE).plus(difference);
            if (sums.isNothing()) {
                changed.remove(name);
            } else {
                changed.put(name, sums);
            }
        });
        return new Block(key, changed);
    }

    static Block empty(BlockKey key) {
        return new Block(key, new TreeMap<>());
    }

    /** The cells, one after the other, each name written without what it has in common with the one before. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] before = {};
        for (SortedMap.Entry<String, CellSums> cell : cells.entrySet()) {
            byte[] name = cell.getKey().getBytes(StandardCharsets.UTF_8);
            int common = 0;
            while (common < name.length && common < before.length && name[common] == before[common]) {
                common++;
            }
            Varint.write(bytes, common);
            Varint.write(bytes, name.length - common);
            bytes.write(name, common, name.length - common);
            cell.getValue().write(bytes);
            before = name;
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #bytes} has written. */
    static Block of(BlockKey key, ByteBuffer bytes) {
        SortedMap<String, CellSums> cells = new TreeMap<>();
        byte[] before = {};
        while (bytes.hasRemaining()) {
            int common = (int) Varint.read(bytes);
            int rest = (int) Varint.read(bytes);
            byte[] name = new byte[common + rest];
            System.arraycopy(before, 0, name, 0, common);
            bytes.get(name, common, rest);
            cells.put(new String(name, StandardCharsets.UTF_8), CellSums.read(bytes));
            before = name;
        }
        return new Block(key, cells);
    }
}
