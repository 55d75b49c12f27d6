package org.incidentstats.event.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.incidentstats.event.store.ChangeEntry.Kind;
import org.incidentstats.event.store.RecordWriter.Decision;
import org.incidentstats.event.store.RecordWriter.Turn;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.store.Condition;
import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Place;
import org.incidentstats.store.Write;
import org.incidentstats.vocabulary.GroupEntry;

/** The register of groups on record. A change of it is a change of the record like any other. */
final class Register {

    /** The most bytes of an entry: a change keeps two, the one before and the one after, beside each other. */
    private static final int LARGEST_ENTRY = 150_000;

    private final Door door;

    Register(Door door) {
        this.door = door;
    }

    Optional<GroupVersion> find(String code) {
        return canStand(code) ? item(GroupItem.current(code)).map(GroupItem::version) : Optional.empty();
    }

    Optional<GroupVersion> find(String code, int version) {
        return canStand(code) ? item(GroupItem.version(code, version)).map(GroupItem::version) : Optional.empty();
    }

    List<GroupVersion> versions(String code) {
        return canStand(code)
                ? door.all(GroupItem.versions(code))
                        .map(GroupItem::of)
                        .map(GroupItem::version)
                        .toList()
                : List.of();
    }

    /** What cannot be a code is in no register. */
    private static boolean canStand(String code) {
        return GroupEntry.isCode(code) && GroupItem.isPossible(code);
    }

    private Optional<GroupItem> item(Place place) {
        return door.get(place).map(GroupItem::of);
    }

    RecordWriter.Intent<GroupVersion> intent(GroupChange change, String recordedBy) {
        return new Changing(change, recordedBy, UUID.randomUUID().toString());
    }

    private final class Changing implements RecordWriter.Intent<GroupVersion> {
        private final GroupChange change;
        private final String recordedBy;
        private final String write;

        Changing(GroupChange change, String recordedBy, String write) {
            this.change = change;
            this.recordedBy = recordedBy;
            this.write = write;
        }

        @Override
        public Decision<GroupVersion> decide(Turn turn) {
            GroupEntry entry = change.entry();
            Optional<GroupVersion> before = find(entry.code());
            int newest = before.map(GroupVersion::version).orElse(0);
            if (newest != change.before()) {
                throw StaleVersion.ofGroup(entry.code(), change.before(), newest);
            }
            check(entry, "/mergedInto", GroupEntry::mergedInto);
            check(entry, "/partOf", GroupEntry::partOf);
            GroupVersion version = new GroupVersion(
                    newest + 1, turn.recordedAt(), recordedBy, change.reason(), turn.position(), entry);
            byte[] contribution = version.contribution();
            if (contribution.length > LARGEST_ENTRY) {
                throw fault(
                        "",
                        entry.code(),
                        "takes %,d bytes; at most %,d can be kept".formatted(contribution.length, LARGEST_ENTRY));
            }
            GroupItem item = new GroupItem(version, write);
            return new Decision<>(
                    version,
                    List.of(new ChangeEntry(
                            turn.position(),
                            turn.recordedAt(),
                            Kind.GROUP,
                            entry.code(),
                            version.version(),
                            before.map(GroupVersion::contribution),
                            Optional.of(contribution))),
                    List.of(
                            put(item.current(), newest == 0 ? Condition.ABSENT : Condition.revision(newest)),
                            put(item.numbered(), Condition.ABSENT)));
        }

        @Override
        public Optional<GroupVersion> done() {
            return item(GroupItem.version(change.entry().code(), change.before() + 1))
                    .filter(item -> item.write().equals(write))
                    .map(GroupItem::version);
        }
    }

    private static Write put(Item item, Condition condition) {
        return new Write.Put(item, condition);
    }

    /** What is on record leads to an end; so would a new entry, unless it leads back to itself. */
    private void check(GroupEntry entry, String pointer, Function<GroupEntry, Optional<String>> next) {
        Optional<String> at = next.apply(entry);
        while (at.isPresent()) {
            if (at.get().equals(entry.code())) {
                throw fault(pointer, next.apply(entry).orElseThrow(), "the group would lead back to itself");
            }
            at = find(at.get()).flatMap(version -> next.apply(version.entry()));
        }
    }

    private static InvalidRequest fault(String pointer, String value, String detail) {
        return new InvalidRequest(Fault.inBody(pointer, Optional.of(value), detail, List.of()));
    }
}
