package org.incidentstats.statistics.columns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.incidentstats.event.store.ChangeEntry;
import org.incidentstats.event.store.ChangeEntry.Kind;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.event.store.RecordHead;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.statistics.columns.GroupHistory.Registered;
import org.incidentstats.statistics.columns.Manifest.StoredSegment;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.columns.scan.Columns;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.statistics.columns.segment.SegmentOutline;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.store.Door;
import org.incidentstats.store.Patience;
import org.incidentstats.vocabulary.GroupRegister;

/**
 * Counts from columns in memory: the stored segments that a question needs, and the changes behind them, which are read
 * from the record itself. Each answer begins with a look at the record's head, so that every change that was
 * acknowledged before is in it, whoever has written it; where nothing has changed, the look is all that is read.
 */
@Singleton
public final class ColumnStatistics implements Statistics {

    /** Changes that are read at once. */
    private static final int PAGE = 2_000;

    private static final int MOST_LOOKS = 8;

    /** Reads of segments under way: with {@link SegmentStore#TOGETHER} each, some 10 MB. */
    private static final int MOST_READING = 4;

    private static final long IDLE_SECONDS = 10;

    private final EventStore events;
    private final Manifests manifests;
    private final SegmentStore store;
    private final FactFormat format;
    private final Dictionaries dictionaries = new Dictionaries();
    private final LoadedSegments loaded;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile State state = State.UNKNOWN;

    @Inject
    public ColumnStatistics(Door door, EventStore events) {
        this(door, events, Generation.own(), new FactFormat(), severalAtOnce());
    }

    /** @param reading where segments are read */
    ColumnStatistics(Door door, EventStore events, Generation generation, FactFormat format, Executor reading) {
        this.events = events;
        this.manifests = new Manifests(door, generation);
        this.store = new SegmentStore(door);
        this.format = format;
        this.loaded = new LoadedSegments(store, dictionaries, reading);
    }

    /** Threads that wait for the store together, and end when they have nothing to do. */
    private static Executor severalAtOnce() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MOST_READING, MOST_READING, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), read -> {
                    Thread thread = new Thread(read, "segments");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public Snapshot now() {
        Reads reads = new Reads();
        RecordHead head = events.measuredBy(reads).head();
        return snapshot(head.position(), head, Optional.empty(), reads);
    }

    @Override
    public Snapshot at(Instant moment) {
        Reads reads = new Reads();
        EventStore measured = events.measuredBy(reads);
        RecordHead head = measured.close(moment);
        return snapshot(measured.position(moment, head), head, Optional.of(moment), reads);
    }

    @Override
    public Snapshot at(long position) {
        Reads reads = new Reads();
        RecordHead head = events.measuredBy(reads).head();
        if (position < 0 || position > head.position()) {
            throw new IllegalArgumentException(
                    "The record goes to position %d, not to %d".formatted(head.position(), position));
        }
        return snapshot(position, head, Optional.empty(), reads);
    }

    @Override
    public long position(Optional<Instant> moment) {
        return moment.map(events::position).orElseGet(() -> events.head().position());
    }

    private Snapshot snapshot(long position, RecordHead head, Optional<Instant> asOf, Reads reads) {
        reach(position, reads);
        Instant recordedAt = position == head.position()
                ? head.recordedAt()
                : position == 0
                        ? Instant.EPOCH
                        : events.measuredBy(reads)
                                .entries(position - 1, 1)
                                .get(0)
                                .recordedAt();
        return new ColumnSnapshot(this, events, position, recordedAt, asOf, reads);
    }

    GroupRegister register(long position) {
        return state.groups().at(position);
    }

    /**
     * Asks the columns something.
     *
     * @param needed   which of the stored segments may have to do with it
     * @param position up to which they must reach
     */
    <T> T ask(Predicate<SegmentOutline> needed, long position, Reads reads, Function<Columns, T> question) {
        for (int looks = 0; ; looks++) {
            reach(position, reads);
            State known = state;
            try {
                List<Segment> segments = new ArrayList<>(loaded.segments(
                        known.manifest().segments().stream()
                                .filter(segment -> needed.test(segment.outline()))
                                .map(StoredSegment::name)
                                .toList(),
                        reads));
                segments.addAll(known.tail().segments());
                return question.apply(new Columns(dictionaries, segments, loaded.references(reads)));
            } catch (SegmentGone e) {
                if (looks == MOST_LOOKS) {
                    throw new Door.Busy("The columns are replaced faster than they are read", e);
                }
                lookAgain(known, reads);
            }
        }
    }

    /** Reads until this process knows everything up to a position, which is on record. */
    private void reach(long position, Reads reads) {
        if (state.position() >= position) {
            return;
        }
        reading.lock();
        try {
            if (state.position() < position) {
                State known = state;
                become(upTo(position, known.isToLook(position) ? look(known, position, reads) : known, reads));
            }
        } finally {
            reading.unlock();
        }
    }

    /** Looks for a newer manifest, unless another one was found since. */
    @SuppressWarnings("ReferenceEquality")
    private void lookAgain(State known, Reads reads) {
        reading.lock();
        try {
            if (state == known) {
                become(upTo(known.position(), look(known, known.position(), reads), reads));
            }
        } finally {
            reading.unlock();
        }
    }

    /** What is known never becomes less: whoever asks of a position finds it until it has its answer. */
    @SuppressWarnings("ReferenceEquality")
    private void become(State next) {
        boolean other = next.manifest() != state.manifest();
        state = next;
        if (other) {
            loaded.keep(next.manifest().names());
        }
    }

    private State upTo(long position, State from, Reads reads) {
        EventStore measured = events.measuredBy(reads);
        ChangeRows rows = ChangeRows.ofDeltas(measured, format);
        Patience patience = new Patience(Patience.OF_A_REQUEST);
        State known = from;
        while (known.position() < position) {
            List<ChangeEntry> some = measured.entries(known.position(), PAGE);
            if (some.isEmpty()) {
                // The head was seen, and the change not yet
                patience.after(new Door.Busy("Position %d was not seen yet".formatted(position)));
            } else {
                known = known.with(
                        some.get(some.size() - 1).position(),
                        rows.of(some),
                        some.stream()
                                .filter(change -> change.kind() == Kind.GROUP)
                                .map(Registered::of)
                                .toList(),
                        dictionaries);
            }
        }
        return known;
    }

    /** Reads the manifest, and what it names of the register where that is not known. */
    private State look(State known, long head, Reads reads) {
        for (int looks = 0; ; looks++) {
            Manifest manifest = manifests.measuredBy(reads).read(Which.LIVE).manifest();
            if (known.reaches(manifest)) {
                return known.with(manifest, head, dictionaries);
            }
            Map<String, List<Registered>> groups = store.measuredBy(reads).groups(manifest.groups());
            if (groups.size() == manifest.groups().size()) {
                GroupHistory registered = GroupHistory.EMPTY.with(manifest.groups().stream()
                        .map(groups::get)
                        .flatMap(Collection::stream)
                        .toList());
                return State.of(manifest, registered, head);
            }
            if (looks == MOST_LOOKS) {
                throw new Door.Busy("The register of groups is replaced faster than it is read");
            }
        }
    }
}
