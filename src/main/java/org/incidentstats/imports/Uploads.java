package org.incidentstats.imports;

import java.io.IOException;
import java.io.InputStream;

/** Where uploaded files are kept until they are imported: a folder on one machine, a bucket in AWS. */
public interface Uploads {

    /**
     * Keeps a file. A file that does not arrive whole is not kept.
     *
     * @param id the import that it is for
     */
    void keep(String id, InputStream file) throws IOException;

    /** Opens a file that is kept. */
    InputStream open(String id) throws IOException;

    /** Says that a file was checked and its job waits, so that whoever runs imports runs it. */
    void accepted(String id);

    /** Deletes a file, if it is there. */
    void delete(String id) throws IOException;
}
