package org.incidentstats.subscription;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** The application's own mail through SES, to a server in this process. */
@Alternative
@Singleton
final class SesForTests implements Outbox {

    private final SesServer server = new SesServer();
    private final Outbox outbox;

    SesForTests(MailSettings settings) {
        this.outbox = new SesOutbox(server.client(), settings);
    }

    SesServer server() {
        return server;
    }

    @Override
    public String send(Parcel parcel) {
        return outbox.send(parcel);
    }

    @PreDestroy
    void stop() {
        server.close();
    }
}
