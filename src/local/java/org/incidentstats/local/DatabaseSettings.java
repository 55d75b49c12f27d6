package org.incidentstats.local;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The database of a server; without it, this is the local edition, which has one of its own. */
@ConfigMapping(prefix = "incidentstats")
interface DatabaseSettings {

    /** Where it is, as {@code jdbc:postgresql://host/name}. */
    Optional<String> database();

    /** Who logs in to it. */
    Optional<String> databaseUser();

    Optional<String> databasePassword();
}
