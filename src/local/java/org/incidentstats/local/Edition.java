package org.incidentstats.local;

import java.util.Optional;

import jakarta.inject.Singleton;

/**
 * Which edition this process is: the local one, with everything on one machine for whoever is at it, or the server of an
 * organisation, which trusts its issuer, and shows nothing that is only for one machine.
 */
@Singleton
final class Edition {

    private static final String POSTGRESQL = "jdbc:postgresql:";

    private final Optional<String> database;

    /**
     * @throws IllegalArgumentException if the database is one that there is no way to
     */
    Edition(DatabaseSettings settings) {
        this.database = settings.database();
        database.filter(url -> !url.startsWith(POSTGRESQL)).ifPresent(url -> {
            throw new IllegalArgumentException(
                    "incidentstats.database is '%s', and takes jdbc:postgresql://host/name; without it, the data are in"
                                    .formatted(url)
                            + " a file of the folder incidentstats.local.data-folder");
        });
    }

    boolean isServer() {
        return database.isPresent();
    }
}
