package org.incidentstats.vocabulary;

/** A value that has a code of the published code lists. */
public interface Coded {

    /** The code, as it stands in JSON, CSV and query parameters. */
    String code();
}
