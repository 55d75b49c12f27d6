package org.incidentstats.local;

import java.io.IOException;
import java.nio.file.Path;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.incidentstats.imports.ImportAccepted;
import org.incidentstats.imports.Uploads;
import org.incidentstats.subscription.MailKey;
import org.incidentstats.subscription.MailNotSetUp;
import org.incidentstats.subscription.MailSettings;
import org.incidentstats.subscription.Outbox;
import org.incidentstats.subscription.SmtpOutbox;
import org.incidentstats.subscription.SmtpSettings;

/** What the application takes from its surroundings where these are not AWS. */
public final class LocalBeans {

    static final String UPLOADS = "imports";

    @Produces
    @Singleton
    Uploads uploads(UploadSettings settings, Database database, Event<ImportAccepted> worker) {
        Path folder = settings.folder()
                .or(() -> database.beside(UPLOADS))
                .orElseThrow(() -> new IllegalStateException("incidentstats.imports.folder is missing: the folder in"
                        + " which uploads wait, which stays from one start to the next"));
        return new FolderUploads(folder, worker::fire);
    }

    /** Mail leaves by SMTP where a server is named; else one machine keeps it in a folder, and a server sends none. */
    @Produces
    @Singleton
    Outbox outbox(Edition edition, SmtpSettings smtp, FolderOutbox folder) {
        if (smtp.host().isPresent()) {
            return new SmtpOutbox(smtp);
        }
        if (edition.isServer()) {
            return parcel -> {
                throw new Outbox.NotSent("incidentstats.smtp.host is missing", true);
            };
        }
        return folder;
    }

    @Produces
    @Singleton
    MailKey key(Edition edition, MailSettings settings, LocalSettings local) throws IOException {
        if (settings.key().isPresent()) {
            return MailKey.parse(settings.key().get());
        }
        if (edition.isServer()) {
            throw new MailNotSetUp();
        }
        return LocalMailKey.in(local.dataFolder());
    }
}
