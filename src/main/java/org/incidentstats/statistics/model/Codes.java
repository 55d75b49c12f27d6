package org.incidentstats.statistics.model;

import java.util.function.Function;

import org.incidentstats.time.Grain;
import org.incidentstats.vocabulary.CodeList;
import org.incidentstats.vocabulary.CodeLists;

/** Which values a dimension can have. */
public sealed interface Codes {

    /**
     * Those of a published list.
     *
     * @param unknown whether an event may have none of them, and counts under {@value Dimension#UNKNOWN}
     */
    record Listed(Function<CodeLists, CodeList> list, boolean unknown) implements Codes {}

    /** Those of a published list, {@value Dimension#UNKNOWN}, and any others that are written like a code. */
    record Growing(Function<CodeLists, CodeList> list) implements Codes {}

    /** Whatever the sources say. */
    record Open(String example) implements Codes {}

    /** Periods of time. */
    record Periods(Grain grain) implements Codes {}
}
