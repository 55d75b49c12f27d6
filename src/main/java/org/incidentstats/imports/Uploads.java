package org.incidentstats.imports;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Where uploaded files are kept until they are imported: a folder on one machine, a bucket in AWS. */
public interface Uploads {

    /**
     * Keeps a file, in the place of one that was put there before. A file that does not arrive whole is not kept.
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
     * Fixes a file as it is now: what is put in its place from here on is not what {@link #open} reads. A file that is
     * fixed already has the version that it has.
     *
     * @return its version
     * @throws NoSuchFileException if there is none
     */
    String fix(String id) throws IOException;

    /**
     * Opens a file that is kept.
     *
     * @param version the one that was fixed; empty for whatever is there
     * @throws NoSuchFileException if there is none
     */
    InputStream open(String id, Optional<String> version) throws IOException;

    /** Says that a file was checked and its job waits, so that whoever runs imports runs it. */
    void accepted(String id);

    /** Deletes a file, if it is there. */
    void delete(String id) throws IOException;

    /**
     * Deletes what was left behind, where that does not happen by itself.
     *
     * @param before what came later is left alone
     * @param inUse  the imports that need their files
     */
    default void clear(Instant before, Set<String> inUse) throws IOException {}
}
