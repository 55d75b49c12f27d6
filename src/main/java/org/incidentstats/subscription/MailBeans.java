package org.incidentstats.subscription;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;

/** What mail takes from its surroundings, unless an edition brings its own. */
public final class MailBeans {

    @Produces
    @Singleton
    @DefaultBean
    MailKey key(MailSettings settings) {
        return MailKey.parse(settings.key().orElseThrow(MailNotSetUp::new));
    }
}
