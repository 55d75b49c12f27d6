package org.incidentstats.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * All that the application asks of a database: five operations, with the limits of the strictest engine, which are the
 * same on every engine. Every read sees every write that was done before it began. Nothing above the door knows which
 * engine stands behind it.
 *
 * <p>Every operation may end with {@link Busy}, which says that nothing was done and that another try may help; what
 * cannot be answered at all is an {@link Unavailable}.
 */
public interface Door extends AutoCloseable {

    /** The most writes that are done together. */
    int MOST_WRITES = 100;

    /** The most bytes of writes that are done together: parts, keys and bodies, and {@value #OVERHEAD} for each. */
    int LARGEST_WRITE = 4_000_000;

    /** The most bytes of an item: part, key and body, and {@value #OVERHEAD} for the rest. */
    int LARGEST_ITEM = 400_000;

    /** What an item takes beside part, key and body. */
    int OVERHEAD = 100;

    /** The most items of a page. */
    int LARGEST_PAGE = 1_000;

    /** The item at a place. */
    Optional<Item> get(Place place);

    /** The items at places, any number of them, in no order; a place where nothing stands is absent. */
    List<Item> getAll(Collection<Place> places);

    /**
     * Items that are written once and never changed, which some engines read at half the price.
     *
     * @see #getAll
     */
    List<Item> getUnchanging(Collection<Place> places);

    /**
     * Items of a part in the order of their keys.
     *
     * @param limit how many at the most, at least 1 and at most {@value #LARGEST_PAGE}. A page may hold fewer, and even
     *              none, where {@link Page#next} says that there are more
     */
    Page range(Range range, int limit);

    /**
     * Does all writes or none. Each place occurs once.
     *
     * @throws Conflict       if a condition was not met: nothing was done
     * @throws Busy           if the database could not take it now: nothing was done
     * @throws UnknownOutcome if the answer was lost: all of it was done, or none, or will be yet; a read of what it
     *                        would have written tells, once it is certain that it is no longer under way
     * @throws IllegalArgumentException if it is more than is done together
     */
    void write(List<Write> writes);

    /**
     * Calls after something may have been written, by this process or another: a hint, which may come late, often, or
     * never, and is followed by a look.
     *
     * @return ends it
     */
    AutoCloseable onChange(Runnable wake);

    /** The same door, telling a meter what each of its reads costs. */
    Door measuredBy(Meter meter);

    /** All items of a range, read page by page as they are taken. */
    default Stream<Item> all(Range range) {
        return Stream.iterate(Optional.of(range(range, LARGEST_PAGE)), Optional::isPresent, page -> page.get()
                        .next()
                        .map(after -> range(range.after(after), LARGEST_PAGE)))
                .flatMap(page -> page.get().items().stream());
    }

    @Override
    void close();

    /** Is told what reads cost, in the terms of DynamoDB, whatever the engine. */
    interface Meter {
        /**
         * @param units    one for each 4 KB of an item or of a range, begun, read consistently
         * @param requests how often the database was asked
         */
        void read(double units, int requests);
    }

    /** The database did not do what was asked. */
    abstract sealed class Failure extends RuntimeException permits Conflict, Busy, UnknownOutcome, Unavailable {
        Failure(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** A condition was not met, and nothing was done. */
    final class Conflict extends Failure {
        private final transient Place place;

        public Conflict(Place place) {
            super("The condition at %s was not met".formatted(place), null);
            this.place = place;
        }

        /** The place of the first write whose condition was not met. */
        public Place place() {
            return place;
        }
    }

    /** Another writer was in the way, or the database does not answer or takes no more for the moment: nothing was done. */
    final class Busy extends Failure {
        public Busy(String message) {
            super(message, null);
        }

        public Busy(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The answer to a write was lost. */
    final class UnknownOutcome extends Failure {
        public UnknownOutcome(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The database refuses, for a reason that another try does not change. */
    final class Unavailable extends Failure {
        public Unavailable(String message) {
            super(message, null);
        }

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
