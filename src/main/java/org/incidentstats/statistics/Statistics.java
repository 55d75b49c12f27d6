package org.incidentstats.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import org.incidentstats.event.EventDate;
import org.incidentstats.event.EventStore;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.RecordHead;

import software.amazon.awssdk.core.exception.SdkException;

/** What questions are answered from: cells and facts of now, or the versions of a past moment. */
@Singleton
public final class Statistics {

    private static final int FEED_PAGE = 500;

    private final CubeStore store;
    private final CubeReader cube;
    private final EventStore events;
    private final Clock clock;

    public Statistics(CubeStore store, CubeReader cube, EventStore events, Clock clock) {
        this.store = store;
        this.cube = cube;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What there is to compute with, all of one moment.
     *
     * @param changedAt when the newest change was taken in
     */
    record Moment(Answers answers, Instant changedAt) {}

    /** What was computed, and from what. */
    record Computed<T>(T value, Basis basis) {}

    /** Computes from the moment asked for, or from now. A computation may be made more than once. */
    <T> Computed<T> compute(Optional<Instant> asOf, Function<Moment, T> computation) {
        return asOf.map(moment -> asOf(moment, computation)).orElseGet(() -> now(computation));
    }

    private <T> Computed<T> now(Function<Moment, T> computation) {
        CubeReader.Read<T> read = cube.compute(
                reading -> computation.apply(new Moment(reading, reading.state().changedAt())));
        List<String> sources = new ArrayList<>();
        if (!read.reading().cuboids().isEmpty()) {
            sources.add("cells");
        }
        if (read.reading().usedFacts()) {
            sources.add("facts");
        }
        Basis.Lag lag = lag(read.state(), read.cost());
        return new Computed<>(
                read.value(),
                new Basis(
                        sources,
                        read.reading().cuboids().stream()
                                .map(Layout::description)
                                .toList(),
                        read.tag(),
                        Optional.of(read.state().changedAt()).filter(Instant.EPOCH::isBefore),
                        Optional.empty(),
                        Optional.of(lag),
                        read.cost().units(),
                        read.cost().requests()));
    }

    private Basis.Lag lag(StatisticsState state, ReadCost cost) {
        RecordHead head = events.head();
        long missing = state.reflected().missing(head.position());
        if (missing == 0) {
            return new Basis.Lag(0, Duration.ZERO);
        }
        Instant oldest = events.changes(state.reflected().complete(), 1).stream()
                .findFirst()
                .map(EventVersion::recordedAt)
                .orElse(head.recordedAt());
        return new Basis.Lag(missing, Duration.between(oldest, clock.instant()));
    }

    private <T> Computed<T> asOf(Instant moment, Function<Moment, T> computation) {
        Snapshot snapshot = asOf(moment);
        Collection<Fact> facts = snapshot.source().get();
        return new Computed<>(
                computation.apply(new Moment(Answers.from(facts), snapshot.changedAt())),
                new Basis(
                        List.of("versions"),
                        List.of(),
                        snapshot.tag(),
                        Optional.of(snapshot.changedAt()).filter(Instant.EPOCH::isBefore),
                        snapshot.asOf(),
                        Optional.empty(),
                        0,
                        0));
    }

    /** How many changes of the record are still to be taken in; those that cannot be are not among them. */
    public long waiting() {
        long missing =
                store.live(new ReadCost()).reflected().missing(events.head().position());
        return missing == 0 ? 0 : missing - store.setAside().size();
    }

    /** Whether what has this tag would be computed again just the same. */
    boolean holds(String tag) {
        return cube.holds(tag);
    }

    /** Whether nothing at all has changed since what has this tag was computed. */
    boolean isNewest(String tag) {
        return cube.isNewest(tag);
    }

    /** The facts as they are kept. They are read only if the snapshot is asked, and then once. */
    public Snapshot now() {
        StatisticsState state = store.live(new ReadCost());
        return new Snapshot(
                state.generation() + "." + state.revision(),
                state.changedAt(),
                Optional.empty(),
                once(() -> cube.compute(Reading::facts).value()));
    }

    /**
     * The facts that count, of a type of event, in one of some countries, whose date has a day in common with another. They
     * are read from an index that follows the facts with a delay, in AWS of a second or less, and in which they move while
     * a rebuild ends: of use for a hint, not for a count.
     *
     * @param countries codes of ISO 3166-1 alpha-3
     * @throws SdkException if they cannot be read
     */
    public List<Fact> overlapping(String type, Set<String> countries, EventDate date) {
        List<Fact> found = new ArrayList<>();
        store.overlapping(store.live(new ReadCost()).generation(), type, date, fact -> {
            if (!Collections.disjoint(fact.countries(), countries)) {
                found.add(fact);
            }
        });
        return found;
    }

    /** Changes of the record that are still to be taken in, the oldest first; none if all are. */
    public List<EventVersion> missing() {
        Places reflected = store.live(new ReadCost()).reflected();
        return events.changes(reflected.complete(), FEED_PAGE).stream()
                .filter(version -> !reflected.contains(version.sequence()))
                .toList();
    }

    private static <T> Supplier<T> once(Supplier<T> supplier) {
        AtomicReference<T> made = new AtomicReference<>();
        return () -> made.updateAndGet(value -> value == null ? supplier.get() : value);
    }

    /** What was on record at a past moment, computed from the versions. */
    public Snapshot asOf(Instant moment) {
        Map<String, Fact> latest = new LinkedHashMap<>();
        AtomicReference<EventVersion> last = new AtomicReference<>();
        long end = events.position(moment);
        for (long place = 0; place < end; place = last.get().sequence()) {
            events.changes(place, (int) Math.min(FEED_PAGE, end - place)).forEach(version -> {
                latest.put(version.id(), Fact.of(version));
                last.set(version);
            });
        }
        Instant changedAt =
                Optional.ofNullable(last.get()).map(EventVersion::recordedAt).orElse(Instant.EPOCH);
        long sequence =
                Optional.ofNullable(last.get()).map(EventVersion::sequence).orElse(0L);
        List<Fact> all = List.copyOf(latest.values());
        return new Snapshot(
                "v" + sequence + "-" + Long.toString(changedAt.toEpochMilli(), Character.MAX_RADIX),
                changedAt,
                Optional.of(moment),
                () -> all);
    }

    /** The facts of the moment asked for, or of now. */
    public Snapshot at(Optional<Instant> moment) {
        return moment.map(this::asOf).orElseGet(this::now);
    }
}
