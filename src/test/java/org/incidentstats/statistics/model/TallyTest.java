package org.incidentstats.statistics.model;

import java.util.List;
import java.util.Optional;

import org.incidentstats.event.Estimate;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TallyTest {

    private static final Tally THREE = Tally.of(Optional.of(Estimate.exactly(3)));
    private static final Tally FOUR_AT_LEAST = Tally.of(Optional.of(Estimate.atLeast(4)));

    @Test
    void anEventOfWhichSomePeopleAreKnownIsNotWithoutAFigureButALowerBound() {
        assertEquals(new Tally(3, 3, 3, 0, 1), Tally.ofOneEvent(List.of(THREE, Tally.UNKNOWN)));
        assertEquals(
                new Tally(7, 7, 7, 0, 1),
                Tally.ofOneEvent(List.of(Tally.UNKNOWN, THREE, Tally.UNKNOWN, FOUR_AT_LEAST)));
    }

    @Test
    void anEventOfWhichNobodyIsKnownIsWithoutAFigureOnce() {
        assertEquals(Tally.UNKNOWN, Tally.ofOneEvent(List.of()));
        assertEquals(Tally.UNKNOWN, Tally.ofOneEvent(List.of(Tally.UNKNOWN, Tally.UNKNOWN)));
    }

    @Test
    void anEventIsALowerBoundOnce() {
        assertEquals(new Tally(8, 8, 8, 0, 1), Tally.ofOneEvent(List.of(FOUR_AT_LEAST, FOUR_AT_LEAST)));
        assertEquals(new Tally(6, 6, 6, 0, 0), Tally.ofOneEvent(List.of(THREE, THREE)));
    }
}
