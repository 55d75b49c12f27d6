package org.incidentstats.subscription;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The server that mail leaves through, where it leaves by SMTP. */
@ConfigMapping(prefix = "incidentstats.smtp")
public interface SmtpSettings {

    /** Its name; without it, no mail leaves by SMTP. */
    Optional<String> host();

    @WithDefault("587")
    int port();

    /** How the connection is encrypted. */
    @WithDefault("starttls")
    Tls tls();

    /** Who logs in; nobody does without it. */
    Optional<String> user();

    Optional<String> password();

    /** How long one waits for a connection, and for each answer. */
    @WithDefault("PT20S")
    Duration patience();

    /** How a connection is encrypted. */
    enum Tls {
        /** It begins plain and is encrypted before anything is said; a server that cannot do that gets nothing. */
        STARTTLS,
        /** From the first byte on, as at port 465. */
        IMPLICIT,
        /** Not at all: for a server on the same machine. */
        NONE
    }
}
