package org.incidentstats.statistics.columns;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.incidentstats.event.store.ChangeEntry;
import org.incidentstats.event.store.ChangeEntry.Kind;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.columns.CompactionPlan.Cut;
import org.incidentstats.statistics.columns.CompactionPlan.Distribute;
import org.incidentstats.statistics.columns.CompactionPlan.Step;
import org.incidentstats.statistics.columns.GroupHistory.Registered;
import org.incidentstats.statistics.columns.Manifest.StoredSegment;
import org.incidentstats.statistics.columns.Manifests.Attempt;
import org.incidentstats.statistics.columns.Manifests.Published;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Entry;
import org.incidentstats.statistics.columns.segment.References;
import org.incidentstats.statistics.columns.segment.Row;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.statistics.columns.segment.SegmentBuilder;
import org.incidentstats.statistics.columns.segment.SegmentDecoder;
import org.incidentstats.statistics.columns.segment.SegmentFormat;
import org.incidentstats.store.Door;

/**
 * Replaces a manifest by one that says the same with segments that are fewer, or that reach further. What it writes is
 * announced before, and stands under names that nobody else uses; the new manifest is published in one write, which holds
 * only if the manifest still is the one that was read. So a process may end anywhere, and of two that do the same one is
 * of use: what the other wrote is deleted by itself, or through what it announced.
 */
final class CompactionStep {

    /** How long an attempt may still write, after others have taken its place: far more than any process is given. */
    private static final Duration LEFT_ALONE = Duration.ofHours(1);

    /** Changes that are made segments of at once. */
    private static final int MOST_CHANGES = 2 * SegmentBuilder.MOST_ROWS;

    /** Changes of groups in one part of the register: some 100 KB. */
    private static final int MOST_GROUPS = 1_000;

    private static final int PAGE = 2_000;

    private final Manifests manifests;
    private final SegmentStore store;
    private final EventStore events;
    private final ChangeRows rows;
    private final CompactionPlan plan;
    private final Clock clock;
    private final Which which;

    CompactionStep(
            Manifests manifests,
            SegmentStore store,
            EventStore events,
            ChangeRows rows,
            CompactionPlan plan,
            Clock clock,
            Which which) {
        this.manifests = manifests;
        this.store = store;
        this.events = events;
        this.rows = rows;
        this.plan = plan;
        this.clock = clock;
        this.which = which;
    }

    /**
     * Does what is to be done next.
     *
     * @return whether there was anything, done by this call or by somebody else meanwhile
     */
    boolean next() {
        Published published = manifests.read(which);
        if (events.head().position() - published.manifest().position() >= plan.tail()) {
            return take(published);
        }
        return plan.next(published.manifest())
                .map(step -> merge(published, step))
                .orElse(false);
    }

    /** Makes segments of the changes behind the manifest, however few there are. */
    boolean take(Published published) {
        tidy(published);
        Manifest manifest = published.manifest();
        List<ChangeEntry> changes = new ArrayList<>();
        long position = manifest.position();
        while (changes.size() < MOST_CHANGES) {
            List<ChangeEntry> some = events.entries(position, PAGE);
            if (some.isEmpty()) {
                break;
            }
            changes.addAll(some);
            position = some.get(some.size() - 1).position();
        }
        if (changes.isEmpty()) {
            return false;
        }
        Dictionaries dictionaries = new Dictionaries();
        Written written = new Written(published, dictionaries);
        List<Entry> entries =
                Entry.closed(rows.of(changes).stream().map(Entry::of).toList());
        written.write(entries, true);
        Optional<List<String>> groups = groups(manifest, changes, written);
        if (groups.isEmpty()) {
            return true;
        }
        List<StoredSegment> segments = new ArrayList<>(manifest.segments());
        segments.addAll(written.segments);
        List<String> retired = new ArrayList<>(manifest.groups());
        retired.removeAll(groups.get());
        written.publish(new Manifest(position, segments, manifest.cuts(), groups.get(), retired));
        return true;
    }

    /**
     * The parts of the register with the changes of groups among these, which go into the last part as long as it is
     * small.
     *
     * @return none if somebody else has replaced the manifest meanwhile, and what it named
     */
    private Optional<List<String>> groups(Manifest manifest, List<ChangeEntry> changes, Written written) {
        List<String> parts = new ArrayList<>(manifest.groups());
        List<Registered> registered = new ArrayList<>(changes.stream()
                .filter(change -> change.kind() == Kind.GROUP)
                .map(Registered::of)
                .toList());
        if (!registered.isEmpty() && !parts.isEmpty()) {
            String last = parts.get(parts.size() - 1);
            List<Registered> part = store.groups(Set.of(last)).get(last);
            if (part == null) {
                written.discard();
                return Optional.empty();
            }
            if (part.size() < MOST_GROUPS) {
                registered.addAll(0, part);
                parts.remove(last);
            }
        }
        for (int from = 0; from < registered.size(); from += MOST_GROUPS) {
            parts.add(written.writeGroups(registered.subList(from, Math.min(from + MOST_GROUPS, registered.size()))));
        }
        return Optional.of(parts);
    }

    private boolean merge(Published published, Step step) {
        tidy(published);
        Manifest manifest = published.manifest();
        Dictionaries dictionaries = new Dictionaries();
        Optional<List<Entry>> read = entries(step.segments(), dictionaries);
        if (read.isEmpty()) {
            // Somebody else has replaced the manifest meanwhile, and what it named
            return true;
        }
        List<Entry> entries = new ArrayList<>(Entry.closed(read.get()));
        entries.sort(Entry.BY_DATE);
        List<LocalDate> cuts = manifest.cuts();
        if (step instanceof Cut) {
            Set<LocalDate> more = new TreeSet<>(cuts);
            more.addAll(plan.cuts(entries));
            cuts = List.copyOf(more);
        }
        Written written = new Written(published, dictionaries);
        if (step instanceof Distribute || step instanceof Cut) {
            Manifest ranges = new Manifest(0, List.of(), cuts, List.of(), List.of());
            Map<Integer, List<Entry>> byRange = new TreeMap<>();
            entries.forEach(entry -> byRange.computeIfAbsent(
                            ranges.range(entry.fact().date().firstDay()), range -> new ArrayList<>())
                    .add(entry));
            byRange.values().forEach(some -> written.write(some, false));
        } else {
            written.write(entries, false);
        }
        List<StoredSegment> segments = new ArrayList<>(manifest.segments());
        segments.removeAll(step.segments());
        segments.addAll(written.segments);
        List<String> retired = step.segments().stream().map(StoredSegment::name).toList();
        Manifest next = new Manifest(manifest.position(), segments, cuts, manifest.groups(), retired);
        if (next.checksum() != manifest.checksum()) {
            throw new IllegalStateException("Merging %s would change what is counted".formatted(retired));
        }
        written.publish(next);
        return true;
    }

    private Optional<List<Entry>> entries(Collection<StoredSegment> segments, Dictionaries dictionaries) {
        List<String> names = segments.stream().map(StoredSegment::name).toList();
        Map<String, Segment> found = store.read(names, dictionaries);
        Map<String, References> references = store.references(names);
        if (found.size() < names.size() || references.size() < names.size()) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>();
        names.forEach(name -> entries.addAll(new SegmentDecoder(
                        Objects.requireNonNull(found.get(name)),
                        Objects.requireNonNull(references.get(name)),
                        dictionaries)
                .entries()));
        return Optional.of(entries);
    }

    /** Deletes what the manifest before still named, and what attempts have left that came to nothing. */
    private void tidy(Published published) {
        store.delete(published.manifest().retired());
        List<Attempt> old = manifests.attempts(which).stream()
                .filter(attempt -> attempt.revision() != published.revision())
                .toList();
        if (old.isEmpty()) {
            return;
        }
        Set<String> needed = manifests.names();
        for (Attempt attempt : old) {
            store.delete(attempt.names().stream()
                    .filter(name -> !needed.contains(name))
                    .toList());
            // Its process may still be about to write: then it is found once more
            if (attempt.begun().plus(LEFT_ALONE).isBefore(clock.instant())) {
                manifests.forget(attempt);
            }
        }
    }

    /** What one attempt has written. */
    private final class Written {

        private final Published before;
        private final Dictionaries dictionaries;
        private final List<StoredSegment> segments = new ArrayList<>();
        private final List<Attempt> announced = new ArrayList<>();
        private final String attempt = Manifests.attemptName();
        private int names;

        Written(Published before, Dictionaries dictionaries) {
            this.before = before;
            this.dictionaries = dictionaries;
        }

        void write(List<Entry> entries, boolean loose) {
            List<Entry> inOrder = new ArrayList<>(entries);
            inOrder.sort(Entry.BY_DATE);
            SegmentBuilder builder = new SegmentBuilder(dictionaries);
            for (Entry entry : inOrder) {
                builder.add(entry);
                if (builder.full()) {
                    write(builder.build(), loose);
                }
            }
            if (!builder.isEmpty()) {
                write(builder.build(), loose);
            }
        }

        private void write(Segment segment, boolean loose) {
            for (SegmentFormat.Stored stored : SegmentFormat.stored(segment, dictionaries)) {
                String name = name();
                store.write(name, stored);
                Segment one = stored.segment();
                List<Row> written = one.decode(one.references().orElseThrow(), dictionaries);
                LocalDate lastBegin = written.stream()
                        .map(row -> row.fact().date().firstDay())
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
                segments.add(new StoredSegment(name, loose, one.outline(), lastBegin, Checksum.of(written)));
            }
        }

        String writeGroups(List<Registered> changes) {
            String name = name();
            store.writeGroups(name, changes);
            return name;
        }

        private String name() {
            if (names % Attempt.NAMES == 0) {
                Attempt next = new Attempt(which, attempt, names / Attempt.NAMES, before.revision(), clock.instant());
                manifests.announce(next);
                announced.add(next);
            }
            return announced.get(announced.size() - 1).name(names++);
        }

        void publish(Manifest next) {
            try {
                manifests.replace(which, before, next);
                announced.forEach(manifests::forget);
            } catch (Door.Conflict e) {
                discard();
            }
        }

        /** Deletes it, as far as no manifest names it. */
        void discard() {
            Set<String> needed = manifests.names();
            // A first try whose answer was lost may have been what the last one was in conflict with
            announced.forEach(one -> store.delete(
                    one.names().stream().filter(name -> !needed.contains(name)).toList()));
            announced.forEach(manifests::forget);
        }
    }
}
