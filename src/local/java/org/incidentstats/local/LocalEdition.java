package org.incidentstats.local;

import java.time.Duration;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.incidentstats.editing.EditingResource;
import org.incidentstats.event.EventStore;
import org.incidentstats.statistics.Aggregator;
import org.incidentstats.statistics.Statistics;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;

/**
 * Everything on one machine: puts the sample incidents on record, starts the pump that carries changes into the
 * statistics, and lets requests in when the statistics reflect the whole record.
 */
@Singleton
final class LocalEdition {

    private static final Logger LOG = Logger.getLogger(LocalEdition.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TOKEN = Duration.ofHours(12);
    private static final long LOOK_AGAIN_MILLIS = 10;

    void start(
            @Observes StartupEvent event,
            LocalSettings settings,
            SampleData samples,
            ChangePump pump,
            MonthlyClock monthly,
            EventStore events,
            Statistics statistics,
            Aggregator aggregator,
            LocalIssuer issuer,
            @ConfigProperty(name = "quarkus.http.port") int port)
            throws InterruptedException {
        int loaded = settings.sampleData() ? samples.load() : 0;
        catchUp(statistics, aggregator);
        pump.start();
        long record = events.head().position();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (statistics.waiting() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The statistics have not caught up with the record's %d changes in %s"
                        .formatted(record, PATIENCE));
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        if (settings.monthlyRun()) {
            monthly.start();
        }
        LOG.infof(
                "Local edition: %d sample incidents put on record, %d changes in all, data %s",
                loaded,
                record,
                settings.dataFolder()
                        .map(folder -> "in " + folder.toAbsolutePath())
                        .orElse("in memory"));
        LOG.infof(
                "To write, for %d hours: curl -H 'Authorization: Bearer %s' -H 'Content-Type: application/json'"
                        + " -d '%s' http://localhost:%d/v1/events",
                TOKEN.toHours(),
                issuer.token("editor@example.org", Set.of(EditingResource.EDITOR), TOKEN),
                EXAMPLE,
                port);
    }

    /** Takes in what the statistics lack from the record, which still has what the stream has forgotten after a day. */
    static void catchUp(Statistics statistics, Aggregator aggregator) {
        while (statistics.waiting() > 0) {
            aggregator.apply(statistics.missing());
        }
    }

    private static final String EXAMPLE = "{\"title\":\"Two people arrested over a plot\",\"category\":\"enforcement\","
            + "\"type\":\"arrest\",\"date\":\"2024-03\",\"places\":[{\"country\":\"DEU\"}],\"outcome\":\"completed\","
            + "\"evidence\":\"official\",\"arrested\":{\"best\":2},\"sources\":[{\"title\":\"Example report\"}]}";
}
