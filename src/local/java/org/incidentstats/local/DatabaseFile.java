package org.incidentstats.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jboss.logging.Logger;

/** The file that the local edition keeps everything in. */
record DatabaseFile(Path path, boolean temporary) {

    private static final Logger LOG = Logger.getLogger(DatabaseFile.class);
    private static final String NAME = "incidents.db";

    /** What SQLite keeps beside the file. */
    private static final String[] BESIDE = {"", "-wal", "-shm"};

    /** In a folder that stays, or else in a temporary one, which goes with the process. */
    static DatabaseFile in(Optional<Path> folder) throws IOException {
        if (folder.isPresent()) {
            return new DatabaseFile(Files.createDirectories(folder.get()).resolve(NAME), false);
        }
        return new DatabaseFile(
                Files.createTempDirectory("incident-statistics-").resolve(NAME), true);
    }

    void deleteIfTemporary() {
        if (!temporary) {
            return;
        }
        try {
            for (String suffix : BESIDE) {
                Files.deleteIfExists(path.resolveSibling(NAME + suffix));
            }
            Files.deleteIfExists(path.getParent());
        } catch (IOException e) {
            LOG.warnf("The temporary file %s is left: %s", path, e.getMessage());
        }
    }
}
