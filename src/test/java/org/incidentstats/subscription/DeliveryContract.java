package org.incidentstats.subscription;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.incidentstats.brief.BriefSettings;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.store.Door;
import org.incidentstats.store.Engine;
import org.incidentstats.subscription.Delivery.State;
import org.incidentstats.subscription.Deployment.Killed;
import org.incidentstats.subscription.Deployment.Killer;
import org.incidentstats.subscription.Deployment.Process;
import org.incidentstats.subscription.SesServer.Mood;
import org.incidentstats.vocabulary.Language;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every subscriber gets a month's brief once, whatever fails in between. */
abstract class DeliveryContract {

    private static final YearMonth JULY = YearMonth.of(2023, 7);
    private static final Instant BEFORE = Instant.parse("2023-07-20T12:00:00Z");
    private static final Instant DUE = Instant.parse("2023-08-01T06:00:00Z");
    private static final String ONE = "one@example.org";
    private static final String TWO = "two@example.org";

    @Inject
    Door database;

    @Inject
    MailMessages messages;

    @Inject
    MailSettings settings;

    @Inject
    BriefSettings briefSettings;

    @Inject
    Secrets secrets;

    @Inject
    Codebook codebook;

    @Inject
    SesForTests mail;

    private final ObjectMapper mapper = new ObjectMapper();
    private Deployment deployment;
    private Process process;

    @BeforeEach
    void start() {
        mail.server().forget();
        deployment = new Deployment(
                database,
                engine().fresh(),
                mail.server(),
                messages,
                settings,
                briefSettings,
                secrets,
                codebook,
                BEFORE);
        process = deployment.process();
    }

    @AfterEach
    void stop() {
        if (deployment != null) {
            deployment.close();
        }
    }

    /** Behind which the operations are. */
    abstract Engine engine();

    /** At which steps a process is killed: at each, or at some. */
    abstract int stride();

    @Test
    void aRunBeforeItsHourSendsTheMonthBeforeTheLast() {
        subscribe(ONE);
        deployment.clock.pass(Duration.between(deployment.clock.instant(), DUE.minusSeconds(1)));
        process.run().run(() -> true);
        // It had not been subscribed when the brief of June was due
        assertEquals(List.of(), mail.server().taken());
        assertTrue(
                process.frozen().find(YearMonth.of(2023, 6), Scope.EVERYTHING).isPresent());
        assertFalse(process.frozen().find(JULY, Scope.EVERYTHING).isPresent());
    }

    @Test
    void everySubscriberGetsTheBriefOnce() {
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

    @Test
    void monthsThatWereMissedAreCaughtUp() {
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

    @Test
    void anAddressThatFailsDoesNotDelayTheOthers() {
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

    @Test
    void aLostAnswerIsReportedAndNotRepeatedUntilSesOrAnOperatorSaysWhatBecameOfIt() throws Exception {
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

    @Test
    void aBounceOrAComplaintEndsTheSubscription() throws Exception {
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

    @Test
    void noAddressIsKeptInTheClear() {
        subscribe("Somebody.Particular@example.org");
        due();
        process.run().run(() -> true);
        assertEquals(1, mail.server().taken().size());
        assertFalse(
                deployment.everythingKept().toLowerCase(java.util.Locale.ROOT).contains("particular"));
    }

    /** A run of a brief without subscribers: the part that freezes it. */
    @Test
    void aFreezeThatIsKilledAnywhereIsMadeWholeByTheNextRun() {
        due();
        int steps = Integer.MAX_VALUE;
        byte[] workbook = null;
        for (int fatal = 1; fatal <= steps; fatal += stride()) {
            try (Deployment fresh = new Deployment(
                    database,
                    engine().fresh(),
                    mail.server(),
                    messages,
                    settings,
                    briefSettings,
                    secrets,
                    codebook,
                    DUE)) {
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
                org.junit.jupiter.api.Assertions.assertArrayEquals(workbook, made, "killed at step " + fatal);
                assertEquals(
                        List.of(new DeliveryStore.Run(JULY, true)),
                        after.deliveries().runs());
            }
        }
        assertTrue(steps > 10 && steps < 200, "steps: " + steps);
    }

    @Test
    void whoeverIsKilledAnywhereNobodyGetsAMonthTwiceAndNobodyIsLostUnreported() throws Exception {
        Map<String, String> subscribers = Map.of(subscribe(ONE), ONE, subscribe(TWO), TWO);
        due();
        process.run().run(() -> true);
        int steps = Integer.MAX_VALUE;
        int unknown = 0;
        for (int fatal = 1; fatal <= steps; fatal += stride()) {
            deployment.forgetDeliveries();
            mail.server().forget();
            Killer killer = new Killer(fatal);
            runUntilKilled(deployment.process(killer));
            if (killer.steps() < fatal) {
                steps = killer.steps();
            }
            deployment.clock.pass(settings.longestRun().plusSeconds(1));
            process.run().run(() -> true);
            for (Map.Entry<String, String> subscriber : subscribers.entrySet()) {
                long got = got(subscriber.getValue());
                State state = state(subscriber.getKey());
                String where = "killed at step %s: %s has %s, state %s".formatted(fatal, subscriber, got, state);
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
                assertEquals(1, got(address), "killed at step " + fatal);
            }
            assertTrue(process.deliveries().of(JULY).stream().allMatch(one -> one.state() == State.SENT));
        }
        assertTrue(steps > 20 && steps < 400, "steps: " + steps);
        assertTrue(
                unknown >= 4 / stride(), "kills around the send leave it open what became of the message: " + unknown);
    }

    @Test
    void twoRunsAtTheSameTimeSendOnce() throws Exception {
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

    private static void runUntilKilled(Process doomed) {
        try {
            doomed.run().run(() -> true);
        } catch (Killed | RuntimeException e) {
            // That is the end of it
        }
    }

    private com.fasterxml.jackson.databind.JsonNode report(String type, SesServer.Taken taken) throws Exception {
        return mapper.readTree("{\"eventType\":\"%s\",\"mail\":{\"messageId\":\"%s\",\"tags\":{\"delivery\":[\"%s\"]}}}"
                .formatted(type, taken.id(), taken.label()));
    }

    private String subscribe(String address) {
        return deployment.subscribe(process, address, Scope.EVERYTHING, Language.EN);
    }

    private void due() {
        deployment.clock.pass(Duration.between(deployment.clock.instant(), DUE));
    }

    private State state(String subscriber) {
        return process.deliveries().find(JULY, subscriber).orElseThrow().state();
    }

    private long got(String address) {
        return mail.server().taken().stream()
                .filter(taken -> taken.to().equals(address))
                .count();
    }

    private Set<String> recipients() {
        return mail.server().taken().stream().map(SesServer.Taken::to).collect(Collectors.toSet());
    }
}
