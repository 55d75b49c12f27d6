package org.incidentstats.subscription;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.incidentstats.brief.BriefSettings;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.store.Door;
import org.incidentstats.store.Engine;
import org.incidentstats.store.Engines;
import org.incidentstats.subscription.Delivery.State;
import org.incidentstats.subscription.Deployment.Process;
import org.incidentstats.vocabulary.Language;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

import com.fasterxml.jackson.databind.ObjectMapper;

/** What the tests of deliveries have: subscribers, their mail server, and a database of each engine. */
abstract class DeliveryCase {

    static final YearMonth JULY = YearMonth.of(2023, 7);
    static final Instant BEFORE = Instant.parse("2023-07-20T12:00:00Z");
    static final Instant DUE = Instant.parse("2023-08-01T06:00:00Z");
    static final String ONE = "one@example.org";
    static final String TWO = "two@example.org";

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

    final ObjectMapper mapper = new ObjectMapper();
    Deployment deployment;
    Process process;

    private static final Engines ENGINES = new Engines();

    @AfterAll
    static void stopEngines() {
        System.out.println("Databases: " + ENGINES);
    }

    /** Begins a test on an engine. */
    void on(Engine engine) {
        mail.server().forget();
        deployment = deployment(engine, BEFORE);
        process = deployment.process();
    }

    Deployment deployment(Engine engine, Instant now) {
        return new Deployment(
                database,
                ENGINES.fresh(engine),
                mail.server(),
                messages,
                settings,
                briefSettings,
                secrets,
                codebook,
                now);
    }

    @AfterEach
    void stop() {
        if (deployment != null) {
            deployment.close();
        }
    }

    com.fasterxml.jackson.databind.JsonNode report(String type, SesServer.Taken taken) throws Exception {
        return mapper.readTree("{\"eventType\":\"%s\",\"mail\":{\"messageId\":\"%s\",\"tags\":{\"delivery\":[\"%s\"]}}}"
                .formatted(type, taken.id(), taken.label()));
    }

    String subscribe(String address) {
        return deployment.subscribe(process, address, Scope.EVERYTHING, Language.EN);
    }

    void due() {
        deployment.clock.pass(Duration.between(deployment.clock.instant(), DUE));
    }

    State state(String subscriber) {
        return process.deliveries().find(JULY, subscriber).orElseThrow().state();
    }

    long got(String address) {
        return mail.server().taken().stream()
                .filter(taken -> taken.to().equals(address))
                .count();
    }

    Set<String> recipients() {
        return mail.server().taken().stream().map(SesServer.Taken::to).collect(Collectors.toSet());
    }
}
