package org.incidentstats.event.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.store.Condition;
import org.incidentstats.store.Door;
import org.incidentstats.store.Limits;
import org.incidentstats.store.Patience;
import org.incidentstats.store.Write;
import org.jspecify.annotations.Nullable;

/**
 * Puts changes on record: whatever they write, the delta of all of them, and the head, which must be the one that they
 * were decided on. A writer who comes too late decides anew.
 *
 * <p>Where the answer to a write is lost, the write may be done, or not, or still be under way. It holds only on the head
 * that it was decided on. So it is settled as soon as there is another head, and then a look at what is on record tells
 * which it was. As long as there is not, the next attempt is made on the same head: one of the two fails.
 */
final class RecordWriter {

    private final Door door;
    private final Clock clock;

    /** Writers of one process follow one another: at the same time they would only be in each other's way. */
    private final ReentrantLock queue = new ReentrantLock(true);

    RecordWriter(Door door, Clock clock) {
        this.door = door;
        this.clock = clock;
    }

    /** What somebody wants to put on record. */
    interface Intent<T> {

        /**
         * Decides on the record as it is.
         *
         * @throws RuntimeException if it is refused
         */
        Decision<T> decide(Turn turn);

        /** What an earlier attempt at the same has put on record, if it has. */
        Optional<T> done();
    }

    /**
     * @param position   of the first change
     * @param recordedAt of all changes
     * @param attempt    1 for the first
     */
    record Turn(long position, Instant recordedAt, int attempt) {}

    /**
     * @param entries the changes, in order; none if nothing is to be written
     * @param writes  all that is written, beside the delta and the head
     */
    record Decision<T>(T result, List<ChangeEntry> entries, List<Write> writes) {

        static <T> Decision<T> nothing(T result) {
            return new Decision<>(result, List.of(), List.of());
        }
    }

    /**
     * @throws Door.UnknownOutcome if it is still unknown when time is up
     * @throws Door.Busy           if others were faster, or the database took no more, until time was up
     */
    <T> T write(Intent<T> intent) {
        Patience patience = new Patience(Patience.OF_A_REQUEST);
        try {
            if (!queue.tryLock(Patience.OF_A_REQUEST.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Door.Busy("Other writers of this process were not done in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for other writers", e);
        }
        try {
            return inTurn(intent, patience);
        } finally {
            queue.unlock();
        }
    }

    private <T> T inTurn(Intent<T> intent, Patience patience) {
        Optional<Unsettled> unsettled = Optional.empty();
        for (int attempt = 1; ; attempt++) {
            @Nullable Head head = null;
            try {
                head = Head.read(door);
                if (unsettled.isPresent() && unsettled.get().revision() != head.revision()) {
                    Optional<T> done = intent.done();
                    if (done.isPresent()) {
                        return done.get();
                    }
                    unsettled = Optional.empty();
                }
                return attempt(intent, head, attempt);
            } catch (Door.UnknownOutcome e) {
                unsettled = Optional.of(new Unsettled(
                        Objects.requireNonNull(head, "only a write is without an answer")
                                .revision(),
                        e));
                patience.after(e);
            } catch (Door.Conflict e) {
                patience.after(unsettled
                        .<Door.Failure>map(Unsettled::failure)
                        .orElseGet(() -> new Door.Busy("Other writers were faster all the time", e)));
            } catch (Door.Failure e) {
                patience.after(unsettled.<Door.Failure>map(Unsettled::failure).orElse(e));
            } catch (RuntimeException refused) {
                // Perhaps because of what an attempt with a lost answer has put on record meanwhile
                patience.after(unsettled.orElseThrow(() -> refused).failure());
            }
        }
    }

    /**
     * A write whose answer was lost.
     *
     * @param revision of the head that it holds on
     */
    private record Unsettled(long revision, Door.UnknownOutcome failure) {}

    private <T> T attempt(Intent<T> intent, Head head, int attempt) {
        RecordHead before = head.state();
        Turn turn = new Turn(before.position() + 1, head.nextMoment(clock.instant()), attempt);
        Decision<T> decision = intent.decide(turn);
        if (!decision.entries().isEmpty()) {
            RecordHead next = new RecordHead(
                    before.position() + decision.entries().size(), turn.recordedAt(), before.closedThrough());
            List<Write> writes = new ArrayList<>();
            writes.add(head.replacedBy(next));
            writes.add(new Write.Put(new Delta(decision.entries()).item(), Condition.ABSENT));
            Moments.beginning(before, next).ifPresent(writes::add);
            writes.addAll(decision.writes());
            check(writes);
            door.write(writes);
        }
        return decision.result();
    }

    /**
     * Makes sure that nothing can be recorded any more as of a moment.
     *
     * @return a head for which it is closed
     */
    RecordHead close(Instant moment) {
        Patience patience = new Patience(Patience.OF_A_REQUEST);
        while (true) {
            try {
                Head head = Head.read(door);
                RecordHead state = head.state();
                if (state.isClosed(moment)) {
                    return state;
                }
                RecordHead closed =
                        new RecordHead(state.position(), state.recordedAt(), moment.truncatedTo(ChronoUnit.MILLIS));
                door.write(List.of(head.replacedBy(closed)));
                return closed;
            } catch (Door.Failure e) {
                patience.after(e instanceof Door.Conflict ? new Door.Busy("Writers were faster all the time", e) : e);
            }
        }
    }

    private static void check(List<Write> writes) {
        int all = 0;
        for (Write write : writes) {
            int size = write instanceof Write.Put put ? Limits.bytes(put.item()) : 0;
            if (size > Door.LARGEST_ITEM) {
                throw tooLarge("what the changes do to the statistics takes", size, Door.LARGEST_ITEM);
            }
            all += size;
        }
        if (all > Door.LARGEST_WRITE) {
            throw tooLarge("the changes take", all, Door.LARGEST_WRITE);
        }
    }

    private static InvalidRequest tooLarge(String what, int size, int largest) {
        return new InvalidRequest(Fault.inBody(
                "",
                Optional.empty(),
                "%s %,d bytes together; %,d can be recorded at once. Make fewer changes at once"
                        .formatted(what, size, largest),
                List.of()));
    }
}
