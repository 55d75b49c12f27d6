package org.incidentstats.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends requests, a few at a time, and tells which answers break a rule. */
final class Attack {

    private static final int AT_ONCE = 4;

    /** As many are told of one run. */
    private static final int MOST_FAILURES = 20;

    private static final String NO_ANSWER = "no answer: ";

    private final Target target;
    private final Probes probes;
    private final String token;
    private final Rules rules = new Rules();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();

    Attack(Target target, Probes probes, String token) {
        this.target = target;
        this.probes = probes;
        this.token = token;
    }

    /**
     * Sends the requests of some numbers.
     *
     * @return what broke a rule, and how to send it again; none if all is well
     */
    List<String> run(int from, int to) throws Exception {
        AtomicInteger next = new AtomicInteger(from);
        ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                all.add(senders.submit(() -> {
                    for (int number = next.getAndIncrement();
                            number < to && failures.size() < MOST_FAILURES;
                            number = next.getAndIncrement()) {
                        attempt(number);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            senders.shutdownNow();
        }
        return List.copyOf(failures);
    }

    /** How often which status was answered. */
    Map<Integer, AtomicInteger> statuses() {
        return statuses;
    }

    private void attempt(int number) {
        Probe probe = probes.probe(number);
        broken(probe, true)
                .ifPresent(reason -> failures.add("Request %d: %s\n  %s"
                        .formatted(
                                number,
                                reason,
                                // Each try at what is not answered would take as long again
                                (reason.startsWith(NO_ANSWER) ? probe : simplified(probe)).curl(token))));
    }

    private Optional<String> broken(Probe probe, boolean count) {
        try {
            Answer answer = target.ask(probe);
            if (count) {
                statuses.computeIfAbsent(answer.status(), status -> new AtomicInteger())
                        .incrementAndGet();
            }
            return rules.broken(probe, answer);
        } catch (Exception e) {
            return Optional.of(NO_ANSWER + e);
        }
    }

    /** What still breaks a rule when everything is left out that can be. */
    private Probe simplified(Probe probe) {
        Optional<Probe> simpler =
                probe.simpler().filter(one -> broken(one, false).isPresent()).findFirst();
        return simpler.map(this::simplified).orElse(probe);
    }
}
