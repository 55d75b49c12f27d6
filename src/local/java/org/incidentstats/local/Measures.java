package org.incidentstats.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** What a monitor is told beside the times of requests: numbers that should be nothing, as of the last time that somebody looked. */
@Singleton
final class Measures {

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> values = new ConcurrentHashMap<>();

    Measures(MeterRegistry registry) {
        this.registry = registry;
    }

    /** How many briefs are due and not done. */
    void briefsDue(int briefs) {
        set("incidentstats.briefs.due", Tags.empty(), briefs);
    }

    /** How many messages of the newest brief are in each state. */
    void messages(Map<String, Long> states) {
        states.forEach((state, messages) -> set("incidentstats.messages", Tags.of("state", state), messages));
    }

    /** How many rows of the statistics are not what the record says. */
    void differences(long rows) {
        set("incidentstats.differences", Tags.empty(), rows);
    }

    private void set(String name, Tags tags, long value) {
        values.computeIfAbsent(name + tags, any -> registry.gauge(name, tags, new AtomicLong()))
                .set(value);
    }
}
