package org.incidentstats.event;

import java.util.OptionalInt;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.WithNull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EstimateTest {

    @Property
    void isTakenExactlyWhenItsFiguresAscendFromZero(
            @ForAll @WithNull(0.3) @IntRange(min = -2, max = 5) Integer low,
            @ForAll @WithNull(0.3) @IntRange(min = -2, max = 5) Integer best,
            @ForAll @WithNull(0.3) @IntRange(min = -2, max = 5) Integer high) {
        boolean some = low != null || best != null || high != null;
        boolean natural = (low == null || low >= 0) && (best == null || best >= 0) && (high == null || high >= 0);
        boolean ascending = (low == null || best == null || low <= best)
                && (best == null || high == null || best <= high)
                && (low == null || high == null || low <= high);
        if (some && natural && ascending) {
            Estimate estimate = Estimate.of(low, best, high);
            assertEquals(low != null && best == null, estimate.isAtLeast());
            assertEquals(low == null ? OptionalInt.empty() : OptionalInt.of(low), estimate.low());
            assertEquals(best == null ? OptionalInt.empty() : OptionalInt.of(best), estimate.best());
            assertEquals(high == null ? OptionalInt.empty() : OptionalInt.of(high), estimate.high());
        } else {
            assertThrows(IllegalArgumentException.class, () -> Estimate.of(low, best, high));
        }
    }

    @Example
    void atLeastHasALowAndNoBestFigure() {
        assertTrue(Estimate.atLeast(32).isAtLeast());
        assertFalse(Estimate.exactly(32).isAtLeast());
    }

    @Example
    void aFigureBeyondAnyRealOneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Estimate.exactly(Estimate.MAXIMUM + 1));
    }
}
