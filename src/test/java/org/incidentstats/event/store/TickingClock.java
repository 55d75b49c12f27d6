package org.incidentstats.event.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on each time it is read: by a millisecond, unless it is set. */
final class TickingClock extends Clock {

    private final AtomicLong millis;
    private final long ahead;

    TickingClock(Instant start) {
        this(new AtomicLong(start.toEpochMilli()), 0);
    }

    private TickingClock(AtomicLong millis, long ahead) {
        this.millis = millis;
        this.ahead = ahead;
    }

    /** A clock that is wrong by some milliseconds. */
    TickingClock aheadBy(long difference) {
        return new TickingClock(millis, difference);
    }

    void set(Instant now) {
        millis.set(now.toEpochMilli());
    }

    void pass(long more) {
        millis.addAndGet(more);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.incrementAndGet() + ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
