package org.incidentstats.subscription;

import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.incidentstats.brief.content.Scope;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.store.Engine;
import org.incidentstats.store.OnEachEngine;
import org.incidentstats.subscription.Delivery.State;
import org.incidentstats.subscription.SesServer.Mood;
import org.incidentstats.vocabulary.Language;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every subscriber gets a month's brief once, whatever fails in between, on each engine. */
@QuarkusTest
@TestProfile(MailThroughSes.class)
class DeliveryTest extends DeliveryCase {

    @OnEachEngine
    void aRunBeforeItsHourSendsTheMonthBeforeTheLast(Engine engine) {
        on(engine);
        subscribe(ONE);
        deployment.clock.pass(Duration.between(deployment.clock.instant(), DUE.minusSeconds(1)));
        process.run().run(() -> true);
        // It had not been subscribed when the brief of June was due
        assertEquals(List.of(), mail.server().taken());
        assertTrue(
                process.frozen().find(YearMonth.of(2023, 6), Scope.EVERYTHING).isPresent());
        assertFalse(process.frozen().find(JULY, Scope.EVERYTHING).isPresent());
    }

    @OnEachEngine
    void everySubscriberGetsTheBriefOnce(Engine engine) {
        on(engine);
        String one = subscribe(ONE);
        deployment.subscribe(process, TWO, new Scope(Map.of(Dimension.COUNTRY, Set.of("DEU"))), Language.RU);
        due();
        process.run().run(() -> true);
        process.run().run(() -> true);
        deployment.process().run().run(() -> true);
        assertEquals(Set.of(ONE, TWO), recipients());
        assertEquals(2, mail.server().taken().size());
        assertEquals(
                State.SENT, process.deliveries().find(JULY, one).orElseThrow().state());
        assertEquals(
                List.of(new DeliveryStore.Run(JULY, true)), process.deliveries().runs());
    }

    @OnEachEngine
    void monthsThatWereMissedAreCaughtUp(Engine engine) {
        on(engine);
        subscribe(ONE);
        due();
        process.run().run(() -> true);
        deployment.clock.pass(Duration.ofDays(91));
        subscribe("late@example.org");
        process.run().run(() -> true);
        assertEquals(
                List.of("2023-07", "2023-08", "2023-09"),
                mail.server().taken().stream()
                        .filter(taken -> taken.to().equals(ONE))
                        .map(taken -> taken.label().substring(0, 7))
                        .toList());
        assertEquals(Set.of(ONE), recipients(), "who subscribed after all that gets the next one");
    }

    @OnEachEngine
    void anAddressThatFailsDoesNotDelayTheOthers(Engine engine) {
        on(engine);
        String refused = subscribe("refused@example.org");
        String later = subscribe("later@example.org");
        subscribe(ONE);
        mail.server().mood("refused@example.org", Mood.REJECTS);
        mail.server().mood("later@example.org", Mood.THROTTLES);
        due();
        process.run().run(() -> true);
        assertEquals(Set.of(ONE), recipients());
        assertEquals(State.REFUSED, state(refused));
        assertEquals(State.WAITING, state(later));
        Delivery detail = process.deliveries().find(JULY, refused).orElseThrow();
        assertEquals("SES answered 400 MessageRejected", detail.detail().orElseThrow());
        mail.server().mood("later@example.org", Mood.TAKES);
        process.run().run(() -> true);
        assertEquals(Set.of(ONE, "later@example.org"), recipients());
        assertEquals(2, mail.server().taken().size());
    }

    @OnEachEngine
    void aLostAnswerIsReportedAndNotRepeatedUntilSesOrAnOperatorSaysWhatBecameOfIt(Engine engine) throws Exception {
        on(engine);
        String one = subscribe(ONE);
        mail.server().mood(ONE, Mood.TAKES_AND_LOSES_THE_ANSWER);
        due();
        process.run().run(() -> true);
        assertEquals(State.UNKNOWN, state(one));
        mail.server().mood(ONE, Mood.TAKES);
        process.run().run(() -> true);
        assertEquals(1, mail.server().taken().size());
        process.events().handle(report("Send", mail.server().taken().get(0)));
        assertEquals(State.SENT, state(one));
        process.events().handle(report("Delivery", mail.server().taken().get(0)));
        assertEquals(State.DELIVERED, state(one));
        process.events().handle(report("Send", mail.server().taken().get(0)));
        assertEquals(State.DELIVERED, state(one), "reports may come in any order");
    }

    @OnEachEngine
    void aBounceOrAComplaintEndsTheSubscription(Engine engine) throws Exception {
        on(engine);
        String one = subscribe(ONE);
        String two = subscribe(TWO);
        String full = subscribe("full@example.org");
        due();
        process.run().run(() -> true);
        for (SesServer.Taken taken : mail.server().taken()) {
            String report = taken.to().equals(TWO)
                    ? "\"eventType\":\"Complaint\",\"complaint\":{\"complainedRecipients\":[{\"emailAddress\":\"%s\"}]}"
                            .formatted(taken.to())
                    : "\"eventType\":\"Bounce\",\"bounce\":{\"bounceType\":\"%s\",\"bouncedRecipients\":[{\"emailAddress\":\"%s\"}]}"
                            .formatted(taken.to().equals(ONE) ? "Permanent" : "Transient", taken.to());
            process.events()
                    .handle(mapper.readTree(
                            "{\"detail\":{%s,\"mail\":{\"messageId\":\"%s\",\"tags\":{\"delivery\":[\"%s\"]}}}}"
                                    .formatted(report, taken.id(), taken.label())));
        }
        assertEquals(State.BOUNCED, state(one));
        assertEquals(State.COMPLAINED, state(two));
        assertEquals(
                List.of(full),
                process.subscriptions().all().stream().map(Subscription::id).toList());
        assertTrue(process.subscriptions().leftAlone(one));
        assertFalse(process.subscriptions().leftAlone(full));
    }

    @OnEachEngine
    void noAddressIsKeptInTheClear(Engine engine) throws Exception {
        on(engine);
        String id = subscribe("Somebody.Particular@example.org");
        due();
        process.run().run(() -> true);
        assertEquals(1, mail.server().taken().size());
        String everything = deployment.everythingWritten();
        assertTrue(everything.contains(id));
        assertFalse(everything.toLowerCase(java.util.Locale.ROOT).contains("particular"));
    }

    @OnEachEngine
    void twoRunsAtTheSameTimeSendOnce(Engine engine) throws Exception {
        on(engine);
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            addresses.add("reader-" + i + "@example.org");
            subscribe(addresses.get(i));
        }
        due();
        process.run().run(() -> true);
        deployment.forgetDeliveries();
        mail.server().forget();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> deployment.process().run().run(() -> true));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(Set.copyOf(addresses), recipients());
        assertEquals(addresses.size(), mail.server().taken().size());
    }
}
