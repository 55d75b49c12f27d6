package org.incidentstats.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

/**
 * Documents in JSON, in the table of operations. Each is saved with the revision that it was read with, so that nobody
 * overwrites what he has not seen. Calls that write end when it is certain what they did, or with a
 * {@link Door.Failure} after some seconds. What cannot be the key of a document is the key of none.
 */
@Singleton
public final class Documents {

    /** So large that two documents that stood in one place, one after the other, share no revision. */
    private static final long FIRST_REVISIONS = 1L << 50;

    /** With its key, and what stands beside, no more than an item may be. */
    private static final int LARGEST = Door.LARGEST_ITEM - Place.LONGEST - Door.OVERHEAD;

    private static final int COUNTER_FORMAT = 1;

    /** What stands where a document was ended, so that a write on its way from before finds the place taken. */
    private static final byte[] ENDED = {};

    private final Door door;

    public Documents(Door door) {
        this.door = door;
    }

    /**
     * A kind of document.
     *
     * @param type   what its JSON is read as; members that it does not know are passed over
     * @param format the format that is written; {@link Json} says when it changes
     */
    public record Kind<T>(Class<T> type, int format) {}

    /**
     * A document as it was read.
     *
     * @param revision which is different for each state of it
     */
    public record Document<T>(String key, T content, long revision) {}

    private static Place place(String part, String key) {
        return new Place(Table.OPERATIONS, part, key);
    }

    private static <T> Document<T> document(Kind<T> kind, Item item) {
        return new Document<>(item.place().key(), Json.read(item.body(), kind.format(), kind.type()), item.revision());
    }

    private static boolean stands(Item item) {
        return item.body().length > 0;
    }

    public <T> Optional<Document<T>> find(Kind<T> kind, String part, String key) {
        return Place.isPossible(part, key)
                ? door.get(place(part, key)).filter(Documents::stands).map(item -> document(kind, item))
                : Optional.empty();
    }

    /** The documents of a part, ascending by key. */
    public <T> Stream<Document<T>> list(Kind<T> kind, String part) {
        return door.all(Range.of(Table.OPERATIONS, part))
                .filter(Documents::stands)
                .map(item -> document(kind, item));
    }

    /** The documents of a part whose keys begin with a text, ascending by key. */
    public <T> Stream<Document<T>> list(Kind<T> kind, String part, String prefix) {
        return door.all(Range.startingWith(Table.OPERATIONS, part, prefix))
                .filter(Documents::stands)
                .map(item -> document(kind, item));
    }

    /** Documents of a part, descending by key, the last ones of it. */
    public <T> List<Document<T>> last(Kind<T> kind, String part, int most) {
        List<Document<T>> found = new ArrayList<>();
        Range range = Range.of(Table.OPERATIONS, part).backwards();
        while (found.size() < most) {
            Page page = door.range(range, Math.min(most - found.size(), Door.LARGEST_PAGE));
            page.items().stream()
                    .filter(Documents::stands)
                    .map(item -> document(kind, item))
                    .forEach(found::add);
            if (page.next().isEmpty()) {
                break;
            }
            range = range.after(page.next().get());
        }
        return found;
    }

    /**
     * Saves a document, if nobody else has since it was read.
     *
     * @param revision with which it was read; 0 for one that was not there
     * @return the document as it is now; empty if somebody else was faster, or has changed it again already
     * @throws TooLarge if it is more than can be kept
     */
    public <T> Optional<Document<T>> save(Kind<T> kind, String part, String key, T content, long revision) {
        return save(kind, part, key, content, revision, Optional.empty());
    }

    private <T> Optional<Document<T>> save(
            Kind<T> kind, String part, String key, T content, long revision, Optional<Instant> expires) {
        byte[] body =
                Json.write(kind.format(), content, Optional.of(UUID.randomUUID().toString()));
        if (body.length > LARGEST) {
            throw new TooLarge(body.length, LARGEST);
        }
        Place place = place(part, key);
        return revision == 0
                ? create(place, body, expires).map(made -> new Document<>(key, content, made))
                : write(new Item(place, revision + 1, body, expires), Condition.revision(revision))
                        .map(made -> new Document<>(key, content, made));
    }

    private Optional<Long> create(Place place, byte[] body, Optional<Instant> expires) {
        long first = ThreadLocalRandom.current().nextLong(1, FIRST_REVISIONS);
        Optional<Long> made = write(new Item(place, first, body, expires), Condition.ABSENT);
        return made.isPresent()
                ? made
                : read(place, new Patience(Patience.OF_A_REQUEST))
                        .filter(there -> !stands(there))
                        .flatMap(ended -> write(
                                new Item(place, ended.revision() + 1, body, expires),
                                Condition.revision(ended.revision())));
    }

    /** The revision that was written; nothing if the condition did not hold. */
    private Optional<Long> write(Item item, Condition condition) {
        return new Writing(new Write.Put(item, condition)).isDone() ? Optional.of(item.revision()) : Optional.empty();
    }

    /** Puts a document in the place of what stands there. */
    public <T> void put(Kind<T> kind, String part, String key, T content) {
        put(kind, part, key, content, Optional.empty());
    }

    /**
     * Puts a document in the place of what stands there, for some time.
     *
     * @param expires when it may be forgotten
     */
    public <T> void put(Kind<T> kind, String part, String key, T content, Instant expires) {
        put(kind, part, key, content, Optional.of(expires));
    }

    private <T> void put(Kind<T> kind, String part, String key, T content, Optional<Instant> expires) {
        Patience patience = new Patience(Patience.OF_A_REQUEST);
        boolean done = save(kind, part, key, content, 0, expires).isPresent();
        while (!done) {
            long revision = read(place(part, key), patience).map(Item::revision).orElse(0L);
            done = save(kind, part, key, content, revision, expires).isPresent();
            if (!done) {
                patience.after(new Door.Busy("Others write to %s at %s all the time".formatted(key, part)));
            }
        }
    }

    private Optional<Item> read(Place place, Patience patience) {
        while (true) {
            try {
                return door.get(place);
            } catch (Door.Busy e) {
                patience.after(e);
            }
        }
    }

    /**
     * Takes a document away; that there is none is no fault.
     *
     * @param expires when it may be forgotten that there was one: longer than any write can be on its way
     */
    public void end(String part, String key, Instant expires) {
        if (!Place.isPossible(part, key)) {
            return;
        }
        Patience patience = new Patience(Patience.OF_A_REQUEST);
        Place place = place(part, key);
        while (true) {
            Optional<Item> there = read(place, patience).filter(Documents::stands);
            if (there.isEmpty() || isEnded(there.get(), expires)) {
                return;
            }
            patience.after(new Door.Busy("Others write to %s at %s all the time".formatted(key, part)));
        }
    }

    private boolean isEnded(Item there, Instant expires) {
        Item ended = new Item(there.place(), there.revision() + 1, ENDED, Optional.of(expires));
        return write(ended, Condition.revision(there.revision())).isPresent();
    }

    /** How often something has happened. */
    private record Counter(int count) {}

    /**
     * Counts one, unless there have been as many as may be.
     *
     * @param expires when it may be forgotten
     * @return whether it was counted
     */
    public boolean count(String part, String key, int most, Instant expires) {
        Kind<Counter> kind = new Kind<>(Counter.class, COUNTER_FORMAT);
        Patience patience = new Patience(Patience.OF_A_REQUEST);
        while (true) {
            Optional<Document<Counter>> there = read(place(part, key), patience).map(item -> document(kind, item));
            int before = there.map(counter -> counter.content().count()).orElse(0);
            if (before >= most) {
                return false;
            }
            long revision = there.map(Document::revision).orElse(0L);
            if (save(kind, part, key, new Counter(before + 1), revision, Optional.of(expires))
                    .isPresent()) {
                return true;
            }
            patience.after(new Door.Busy("Others count %s at %s all the time".formatted(key, part)));
        }
    }

    /**
     * One write that has a condition, until it is certain whether it is done. Where an answer was lost, the write is made
     * again: because of the condition, only one of the two can hold.
     */
    private final class Writing {
        private final Write.Put write;
        private final Patience patience = new Patience(Patience.OF_A_REQUEST);
        private Optional<Door.UnknownOutcome> lost = Optional.empty();

        Writing(Write.Put write) {
            this.write = write;
        }

        boolean isDone() {
            while (true) {
                try {
                    door.write(List.of(write));
                    return true;
                } catch (Door.UnknownOutcome e) {
                    lost = Optional.of(e);
                    patience.after(e);
                } catch (Door.Conflict e) {
                    return lost.isPresent() && stands();
                } catch (Door.Failure e) {
                    patience.after(lost.<Door.Failure>map(failure -> failure).orElse(e));
                }
            }
        }

        /** Whether it is what was to be written: then it was done when the answer was lost. */
        private boolean stands() {
            while (true) {
                try {
                    return door.get(write.place())
                            .filter(there -> there.revision() == write.item().revision()
                                    && Arrays.equals(there.body(), write.item().body()))
                            .isPresent();
                } catch (Door.Failure e) {
                    patience.after(lost.orElseThrow());
                }
            }
        }
    }
}
