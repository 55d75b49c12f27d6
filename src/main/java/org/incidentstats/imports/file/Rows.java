package org.incidentstats.imports.file;

import java.util.Optional;

/** The rows of a file, header included, one after the other and never all at once. */
public interface Rows extends AutoCloseable {

    /**
     * @return the next row; empty at the end
     * @throws Unreadable if the file ends in the middle, or is not what it seemed to be
     */
    Optional<SourceRow> next();

    @Override
    void close();
}
