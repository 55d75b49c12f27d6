package org.incidentstats.local;

import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.incidentstats.editing.EditingResource;
import org.incidentstats.event.store.EventStore;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;

/** Begins the local edition: puts the sample incidents on record before it lets requests in, and says how to write. */
@Singleton
final class LocalEdition {

    private static final Logger LOG = Logger.getLogger(LocalEdition.class);

    void start(
            @Observes StartupEvent event,
            Edition edition,
            Database database,
            LocalSettings settings,
            SampleData samples,
            MonthlyClock monthly,
            EventStore events,
            LocalIssuer issuer,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        if (edition.isServer()) {
            return;
        }
        int loaded = settings.sampleData() ? samples.load() : 0;
        if (settings.monthlyRun()) {
            monthly.start();
        }
        LOG.infof(
                "Local edition: %d sample incidents put on record, %d changes in all, data %s",
                loaded, events.head().position(), database.place());
        if (!issuer.signs()) {
            LOG.info("To write: a token of the issuer that is set in mp.jwt.verify.issuer, with the role editor");
            return;
        }
        LOG.infof(
                "To write, for %d hours: curl -H 'Authorization: Bearer %s' -H 'Content-Type: application/json'"
                        + " -d '%s' http://localhost:%d/v1/events",
                TokenResource.VALID.toHours(),
                issuer.token(TokenResource.EDITOR, Set.of(EditingResource.EDITOR), TokenResource.VALID),
                EXAMPLE,
                port);
    }

    private static final String EXAMPLE = "{\"title\":\"Two people arrested over a plot\",\"category\":\"enforcement\","
            + "\"type\":\"arrest\",\"date\":\"2024-03\",\"places\":[{\"country\":\"DEU\"}],\"outcome\":\"completed\","
            + "\"evidence\":\"official\",\"arrested\":{\"best\":2},\"sources\":[{\"title\":\"Example report\"}]}";
}
