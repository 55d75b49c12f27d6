package org.incidentstats.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.incidentstats.brief.content.Scope;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.store.Engine;
import org.incidentstats.store.FaultyDoor;
import org.incidentstats.store.OnEachEngine;
import org.incidentstats.subscription.Deployment.Process;
import org.incidentstats.vocabulary.Language;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who has subscribed, who is left alone, and who asks too often, on each engine, also where answers are lost. */
@QuarkusTest
@TestProfile(MailThroughSes.class)
class SubscribersTest extends DeliveryCase {

    private static final Scope GERMANY = new Scope(Map.of(Dimension.COUNTRY, Set.of("DEU")));

    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private final List<FaultyDoor> faulty = new ArrayList<>();

    private Process shaky() {
        return deployment.process(door -> {
            FaultyDoor own = new FaultyDoor(door, faulty.size()).losing(0.4);
            faulty.add(own);
            return own;
        });
    }

    private void endFaults() {
        faulty.forEach(FaultyDoor::end);
        assertTrue(faulty.stream().mapToInt(FaultyDoor::injected).sum() > 3, "hardly anything went wrong");
    }

    @OnEachEngine
    void anAddressHasOneSubscriptionAndKeepsThePlaceOfTheFirst(Engine engine) {
        on(engine);
        for (int i = 0; i < 6; i++) {
            Process shaky = shaky();
            String first = deployment.subscribe(shaky, "reader-" + i + "@example.org", Scope.EVERYTHING, Language.EN);
            Instant since = shaky.subscriptions().find(first).orElseThrow().confirmedAt();
            deployment.clock.pass(Duration.ofHours(1));
            String again = deployment.subscribe(shaky, "Reader-" + i + "@EXAMPLE.org", GERMANY, Language.RU);
            Subscription kept = process.subscriptions().find(first).orElseThrow();
            assertEquals(first, again);
            assertEquals(
                    List.of(since, GERMANY, Language.RU), List.of(kept.confirmedAt(), kept.scope(), kept.language()));
        }
        endFaults();
        assertEquals(6, process.subscriptions().all().size());
    }

    @OnEachEngine
    void whoEndedItIsForgottenAndWhoseAddressBouncedIsLeftAloneForItsTime(Engine engine) {
        on(engine);
        List<String> ended = new ArrayList<>();
        List<String> bounced = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Process shaky = shaky();
            ended.add(deployment.subscribe(shaky, "ended-" + i + "@example.org", Scope.EVERYTHING, Language.EN));
            bounced.add(deployment.subscribe(shaky, "bounced-" + i + "@example.org", Scope.EVERYTHING, Language.EN));
            shaky.subscriptions().end(ended.get(i));
            shaky.subscriptions().leaveAlone(bounced.get(i));
        }
        String stays = subscribe(ONE);
        endFaults();
        assertEquals(
                List.of(stays),
                process.subscriptions().all().stream().map(Subscription::id).toList());
        for (int i = 0; i < 4; i++) {
            assertFalse(process.subscriptions().leftAlone(ended.get(i)));
            assertTrue(process.subscriptions().leftAlone(bounced.get(i)));
        }
        deployment.clock.pass(settings.leaveAlone());
        bounced.forEach(id -> assertFalse(process.subscriptions().leftAlone(id)));
    }

    @OnEachEngine
    void whoAsksIsCountedOnceForEachTimeWhateverIsLost(Engine engine) {
        on(engine);
        // What is counted is forgotten by the clock of the database, after its time
        deployment.clock.pass(Duration.between(BEFORE, LATER));
        RateLimits limits = deployment.limits(door -> {
            FaultyDoor own = new FaultyDoor(door, 1).losing(0.4);
            faulty.add(own);
            return own;
        });
        Duration hour = Duration.ofHours(1);
        assertEquals(
                20,
                IntStream.range(0, 30)
                        .filter(i -> limits.allows("mail", "somebody", 20, hour))
                        .count());
        assertTrue(limits.allows("mail", "another", 20, hour));
        assertTrue(limits.allows("page", "somebody", 20, hour));
        deployment.clock.pass(hour);
        assertTrue(limits.allows("mail", "somebody", 20, hour));
        endFaults();
    }
}
