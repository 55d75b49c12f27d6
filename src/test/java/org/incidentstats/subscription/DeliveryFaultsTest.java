package org.incidentstats.subscription;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.incidentstats.brief.content.Scope;
import org.incidentstats.store.Engine;
import org.incidentstats.store.FaultyDoor;
import org.incidentstats.store.OnEachEngine;
import org.incidentstats.subscription.Delivery.State;
import org.incidentstats.subscription.Deployment.Killed;
import org.incidentstats.subscription.Deployment.Killer;
import org.incidentstats.subscription.Deployment.Process;
import org.incidentstats.vocabulary.Language;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every subscriber gets a month's brief once, wherever a process dies and whatever a database does, on each engine. */
@QuarkusTest
@TestProfile(MailThroughSes.class)
class DeliveryFaultsTest extends DeliveryCase {

    /** A run of a brief without subscribers: the part that freezes it. */
    @OnEachEngine
    void aFreezeThatIsKilledAnywhereIsMadeWholeByTheNextRun(Engine engine) {
        on(engine);
        due();
        int steps = Integer.MAX_VALUE;
        byte[] workbook = null;
        for (int fatal = 1; fatal <= steps; fatal += engine.stride()) {
            try (Deployment fresh = deployment(engine, DUE)) {
                Killer killer = new Killer(fatal);
                runUntilKilled(fresh.process(killer));
                if (killer.steps() < fatal) {
                    steps = killer.steps();
                }
                fresh.process().run().run(() -> true);
                Process after = fresh.process();
                byte[] made = after.frozen()
                        .workbook(after.frozen().find(JULY, Scope.EVERYTHING).orElseThrow(), Language.EN);
                workbook = workbook == null ? made : workbook;
                assertArrayEquals(workbook, made, "killed at step " + fatal);
                assertEquals(
                        List.of(new DeliveryStore.Run(JULY, true)),
                        after.deliveries().runs());
            }
        }
        assertTrue(steps > 10 && steps < 200, "steps: " + steps);
    }

    @OnEachEngine
    void whoeverIsKilledAnywhereNobodyGetsAMonthTwiceAndNobodyIsLostUnreported(Engine engine) throws Exception {
        on(engine);
        Map<String, String> subscribers = subscribed();
        int steps = Integer.MAX_VALUE;
        int unknown = 0;
        for (int fatal = 1; fatal <= steps; fatal += engine.stride()) {
            deployment.forgetDeliveries();
            mail.server().forget();
            Killer killer = new Killer(fatal);
            runUntilKilled(deployment.process(killer));
            if (killer.steps() < fatal) {
                steps = killer.steps();
            }
            deployment.clock.pass(settings.longestRun().plusSeconds(1));
            process.run().run(() -> true);
            unknown += settle(subscribers, "killed at step " + fatal);
        }
        assertTrue(steps > 20 && steps < 400, "steps: " + steps);
        assertTrue(
                unknown * engine.stride() >= 4,
                "kills around the send leave it open what became of the message: " + unknown);
    }

    /** Answers of the database are lost, calls are refused, and processes die; what they wrote may come late. */
    @OnEachEngine
    void whateverTheDatabaseDoesNotAnswerNobodyGetsAMonthTwiceAndNobodyIsLostUnreported(Engine engine)
            throws Exception {
        on(engine);
        Map<String, String> subscribers = subscribed();
        int runs = Integer.getInteger("runs", 20) / engine.stride();
        int faults = 0;
        for (int run = 1; run <= runs; run++) {
            deployment.forgetDeliveries();
            mail.server().forget();
            for (int number = 0; number < 3; number++) {
                long seed = 3L * run + number;
                AtomicReference<FaultyDoor> faulty = new AtomicReference<>();
                Process shaky = deployment.process(door -> {
                    faulty.set(new FaultyDoor(door, seed).busy(0.02).losing(0.4).dying(0.01));
                    return faulty.get();
                });
                try {
                    shaky.run().run(() -> true);
                } catch (FaultyDoor.Death e) {
                    // Another one goes on
                }
                faults += faulty.get().injected();
                faulty.get().end();
                deployment.clock.pass(settings.longestRun().plusSeconds(1));
            }
            process.run().run(() -> true);
            settle(subscribers, "run " + run);
        }
        assertTrue(faults > 3 * runs, "hardly anything went wrong: " + faults);
    }

    /** Subscribers, by the names of their subscriptions, to a brief that is due and made already. */
    private Map<String, String> subscribed() {
        Map<String, String> subscribers = Map.of(subscribe(ONE), ONE, subscribe(TWO), TWO);
        due();
        process.run().run(() -> true);
        return subscribers;
    }

    /**
     * Sees that nobody got the brief twice, and that of whoever did not get it nobody says that he did; then settles what
     * is open, after which everybody has it once.
     *
     * @return how many messages were of unknown state
     */
    private int settle(Map<String, String> subscribers, String when) throws Exception {
        int unknown = 0;
        for (Map.Entry<String, String> subscriber : subscribers.entrySet()) {
            long got = got(subscriber.getValue());
            State state = state(subscriber.getKey());
            String where = "%s: %s has %s, state %s".formatted(when, subscriber, got, state);
            assertTrue(got <= 1, where);
            assertTrue(got == 1 ? state == State.SENT || state == State.UNKNOWN : state == State.UNKNOWN, where);
            unknown += state == State.UNKNOWN ? 1 : 0;
        }
        // What SES reports settles what it took; the rest an operator sends again
        for (SesServer.Taken taken : List.copyOf(mail.server().taken())) {
            process.events().handle(report("Send", taken));
        }
        for (Delivery delivery : process.deliveries().of(JULY)) {
            if (delivery.state() == State.UNKNOWN) {
                process.run().resolve(delivery, false);
            }
        }
        process.run().run(() -> true);
        for (String address : subscribers.values()) {
            assertEquals(1, got(address), when);
        }
        assertTrue(process.deliveries().of(JULY).stream().allMatch(one -> one.state() == State.SENT), when);
        return unknown;
    }

    private static void runUntilKilled(Process doomed) {
        try {
            doomed.run().run(() -> true);
        } catch (Killed | RuntimeException e) {
            // That is the end of it
        }
    }
}
