package org.incidentstats.subscription;

import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.incidentstats.platform.PseudonymKey;

import io.quarkus.arc.DefaultBean;

/** What mail takes from its surroundings, unless an edition brings its own. */
public final class MailBeans {

    /** Where there is no key, editors are not told apart in public. */
    @Produces
    @Singleton
    PseudonymKey pseudonyms(Secrets secrets) {
        try {
            return new PseudonymKey(Optional.of(secrets.derived(Secrets.Purpose.PSEUDONYM)));
        } catch (MailNotSetUp e) {
            return new PseudonymKey(Optional.empty());
        }
    }

    @Produces
    @Singleton
    @DefaultBean
    MailKey key(MailSettings settings) {
        return MailKey.parse(settings.key().orElseThrow(MailNotSetUp::new));
    }
}
