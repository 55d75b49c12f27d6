package org.incidentstats.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file that the local edition keeps everything in.
 *
 * @param temporary the folder that goes with the process, if the file is in such a one
 */
record DatabaseFile(Path path, Optional<TemporaryFolder> temporary) {

    static final String NAME = "incidents.db";

    /**
     * In a folder that stays, or else in a temporary one, which goes with the process, or with the next one after it if
     * it is killed.
     *
     * @param temporaryFiles where temporary folders are
     */
    static DatabaseFile in(Optional<Path> folder, Path temporaryFiles) throws IOException {
        if (folder.isPresent()) {
            return new DatabaseFile(Files.createDirectories(folder.get()).resolve(NAME), Optional.empty());
        }
        TemporaryFolder.clearLeftOvers(temporaryFiles);
        TemporaryFolder own = TemporaryFolder.in(temporaryFiles);
        return new DatabaseFile(own.path().resolve(NAME), Optional.of(own));
    }

    void deleteIfTemporary() {
        temporary.ifPresent(TemporaryFolder::close);
    }
}
