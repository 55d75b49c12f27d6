package org.incidentstats.imports;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;

/** Where uploaded files are kept until they are imported: a folder on one machine, a bucket in AWS. */
public interface Uploads {

    /**
     * Keeps a file. A file that does not arrive whole is not kept.
     *
     * @param id the import that it is for
     */
    void keep(String id, InputStream file) throws IOException;

    /**
     * Where a client can put a file itself, without a token.
     *
     * @return empty where there is no such place but this service
     */
    Optional<Place> place(String id);

    /**
     * An address that takes a file by {@code PUT}.
     *
     * @param until how long it does
     */
    record Place(URI address, Instant until) {}

    /**
     * Opens a file that is kept.
     *
     * @throws NoSuchFileException if there is none
     */
    InputStream open(String id) throws IOException;

    /** Says that a file was checked and its job waits, so that whoever runs imports runs it. */
    void accepted(String id);

    /** Deletes a file, if it is there. */
    void delete(String id) throws IOException;
}
