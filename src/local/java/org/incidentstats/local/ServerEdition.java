package org.incidentstats.local;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.imports.Uploads;
import org.incidentstats.platform.PublicUrl;
import org.incidentstats.subscription.SmtpSettings;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;

/** Begins the server of an organisation, unless something is missing that nobody could write without. */
@Singleton
final class ServerEdition {

    private static final Logger LOG = Logger.getLogger(ServerEdition.class);

    private final Optional<String> issuer;
    private final Optional<String> keys;
    private final Optional<String> key;

    ServerEdition(
            @ConfigProperty(name = "mp.jwt.verify.issuer") Optional<String> issuer,
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") Optional<String> keys,
            @ConfigProperty(name = "mp.jwt.verify.publickey") Optional<String> key) {
        this.issuer = issuer;
        this.keys = keys;
        this.key = key;
    }

    void start(
            @Observes StartupEvent event,
            Edition edition,
            Database database,
            LocalSettings settings,
            Uploads uploads,
            SmtpSettings smtp,
            PublicUrl publicUrl,
            MonthlyClock monthly,
            NightlyComparison nightly,
            EventStore events) {
        if (!edition.isServer()) {
            return;
        }
        require(issuer, "mp.jwt.verify.issuer", "who issues the tokens of editors, as their claim iss says it");
        require(
                keys.or(() -> key),
                "mp.jwt.verify.publickey.location",
                "the address of the keys of that issuer (JWKS)");
        if (smtp.host().isPresent()) {
            require(publicUrl.publicUrl(), "incidentstats.public-url", "the address that links in mails lead to");
        }
        if (settings.monthlyRun()) {
            monthly.start();
        }
        nightly.start();
        LOG.infof(
                "Server: %d changes on record, data %s, tokens of %s, mail %s",
                events.head().position(),
                database.place(),
                issuer.get(),
                smtp.host().map(host -> "through " + host).orElse("nowhere: incidentstats.smtp.host is not set"));
    }

    private static void require(Optional<?> setting, String name, String what) {
        if (setting.isEmpty()) {
            throw new IllegalStateException("%s is missing: %s".formatted(name, what));
        }
    }
}
