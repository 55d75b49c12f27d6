package org.incidentstats.platform;

import java.util.List;
import java.util.stream.Collectors;

/** The request cannot be answered as it was sent; it names every fault. Answered with 400. */
public final class InvalidRequest extends RuntimeException {

    private final transient List<Fault> faults;

    public InvalidRequest(Fault fault) {
        this(List.of(fault));
    }

    public InvalidRequest(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
