package org.incidentstats.statistics.columns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.incidentstats.event.store.ChangeEntry;
import org.incidentstats.event.store.GroupVersion;
import org.incidentstats.statistics.columns.encoding.BytesReader;
import org.incidentstats.statistics.columns.encoding.Deflated;
import org.incidentstats.store.Json;
import org.incidentstats.vocabulary.GroupEntry;
import org.incidentstats.vocabulary.GroupRegister;

/** The register of groups at every position. Immutable, but for the registers that it keeps because they were asked for. */
final class GroupHistory {

    static final GroupHistory EMPTY = new GroupHistory(List.of());

    private static final int FORMAT = 1;
    private static final int MOST_REGISTERS = 8;

    /**
     * An entry as it is from a position on.
     *
     * @param entry what the register then says of its code
     */
    record Registered(long position, GroupEntry entry) {

        static Registered of(ChangeEntry change) {
            return new Registered(
                    change.position(), GroupVersion.entryOf(change.plus().orElseThrow()));
        }
    }

    /** In the store. */
    private record Part(List<Registered> changes) {}

    private final List<Registered> changes;
    private final Map<Integer, GroupRegister> registers = new LinkedHashMap<>(MOST_REGISTERS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, GroupRegister> eldest) {
            return size() > MOST_REGISTERS;
        }
    };

    private GroupHistory(List<Registered> changes) {
        this.changes = changes;
    }

    /** These changes, which follow, as well. */
    GroupHistory with(Collection<Registered> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Registered> all = new ArrayList<>(changes);
        all.addAll(more);
        return new GroupHistory(all);
    }

    /** The register at a position: the same object for the same register, as long as it is kept. */
    GroupRegister at(long position) {
        int count = changes.size();
        while (count > 0 && changes.get(count - 1).position() > position) {
            count--;
        }
        if (count == 0) {
            return GroupRegister.EMPTY;
        }
        synchronized (registers) {
            return registers.computeIfAbsent(count, this::register);
        }
    }

    private GroupRegister register(int count) {
        Map<String, GroupEntry> entries = new TreeMap<>();
        changes.subList(0, count).forEach(change -> entries.put(change.entry().code(), change.entry()));
        return GroupRegister.of(entries.values());
    }

    static byte[] bytes(List<Registered> changes) {
        return Deflated.write(FORMAT, Json.write(FORMAT, new Part(changes)));
    }

    static List<Registered> read(byte[] bytes) {
        BytesReader reader = Deflated.read(FORMAT, bytes);
        return Json.read(reader.raw(reader.remaining()), FORMAT, Part.class).changes();
    }
}
