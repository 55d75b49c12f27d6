package org.incidentstats.platform;

import java.util.List;
import java.util.stream.Collectors;

/** The request cannot be answered as it was sent; it names every fault. Answered with 400. */
public final class InvalidRequest extends RuntimeException {

    /** As many as a sentence can hold; the answer lists more. */
    private static final int SAID = 5;

    private final transient List<Fault> faults;

    public InvalidRequest(Fault fault) {
        this(List.of(fault));
    }

    public InvalidRequest(List<Fault> faults) {
        super(faults.stream().limit(SAID).map(Fault::toString).collect(Collectors.joining("; "))
                + (faults.size() > SAID ? "; and %d more".formatted(faults.size() - SAID) : ""));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
