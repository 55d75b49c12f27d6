package org.incidentstats.statistics;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Singleton;

import org.incidentstats.event.EventVersion;

import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Carries changes of the record into the statistics. A fact says which version it reflects and only ever moves to a
 * later one, so a change that arrives twice, late or out of order does nothing.
 */
@Singleton
public final class Aggregator {

    private static final int ATTEMPTS = 10;

    private final FactStore facts;
    private final Clock clock;

    public Aggregator(FactStore facts, Clock clock) {
        this.facts = facts;
        this.clock = clock;
    }

    /** Takes in current versions of events, in any order. */
    public void apply(Collection<EventVersion> versions) {
        Map<String, EventVersion> latest = new LinkedHashMap<>();
        versions.forEach(version ->
                latest.merge(version.id(), version, (one, other) -> one.version() >= other.version() ? one : other));
        List<EventVersion> waiting = new ArrayList<>(latest.values());
        while (!waiting.isEmpty()) {
            List<EventVersion> some = waiting.subList(0, Math.min(FactStore.MOST_AT_ONCE, waiting.size()));
            applyTogether(some);
            some.clear();
        }
    }

    private void applyTogether(List<EventVersion> versions) {
        for (int attempt = 1; ; attempt++) {
            StatisticsState before = facts.state();
            Map<String, Fact> known =
                    facts.find(versions.stream().map(EventVersion::id).toList());
            List<EventVersion> newer = versions.stream()
                    .filter(version -> !known.containsKey(version.id())
                            || known.get(version.id()).version() < version.version())
                    .toList();
            if (newer.isEmpty()) {
                return;
            }
            long sequence =
                    newer.stream().mapToLong(EventVersion::sequence).max().orElseThrow();
            StatisticsState after =
                    new StatisticsState(before.revision() + 1, Math.max(before.sequence(), sequence), clock.instant());
            try {
                facts.replace(newer.stream().map(Fact::of).toList(), before, after);
                return;
            } catch (TransactionCanceledException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 10L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while bringing statistics up to date", e);
        }
    }
}
