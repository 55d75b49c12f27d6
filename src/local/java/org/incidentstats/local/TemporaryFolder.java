package org.incidentstats.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

/** Where files go that belong to the data, where these are in a temporary file: a folder that goes with the process. */
@Singleton
final class TemporaryFolder {

    private static final Logger LOG = Logger.getLogger(TemporaryFolder.class);

    private Optional<Path> folder = Optional.empty();

    /** A folder within it. */
    synchronized Path folder(String name) {
        try {
            if (folder.isEmpty()) {
                // For its owner alone
                folder = Optional.of(Files.createTempDirectory("incident-statistics-"));
            }
            return folder.get().resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PreDestroy
    synchronized void delete() {
        if (folder.isEmpty()) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder.get())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warnf("The temporary folder %s is left: %s", folder.get(), e.getMessage());
        }
    }
}
