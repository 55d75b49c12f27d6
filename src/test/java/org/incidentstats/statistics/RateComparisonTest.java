package org.incidentstats.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The p-values against published ones, and against exact sums of integers. */
class RateComparisonTest {

    @Test
    void givesThePValuesThatRPublishesForItsExamples() {
        // ?poisson.test: poisson.test(c(11, 6+8+7), c(800, 1083+1050+878)), p-value = 0.07967
        assertEquals(0.07967, RateComparison.pValue(21, 1083 + 1050 + 878, 11, 800), 0.000005);
        // ?binom.test: binom.test(682, 682 + 243, p = 3/4), p-value = 0.3825
        assertEquals(0.3825, RateComparison.pValue(243, 1, 682, 3), 0.00005);
    }

    @Test
    void givesThePValuesThatCanBeWorkedOutByHand() {
        assertEquals(1, RateComparison.pValue(0, 365, 0, 365));
        assertEquals(1, RateComparison.pValue(4, 365, 4, 365));
        // Ten heads in ten throws, or ten tails
        assertEquals(2.0 / 1024, RateComparison.pValue(0, 365, 10, 365), 1e-15);
        assertEquals(2.0 / 1024, RateComparison.pValue(10, 365, 0, 365), 1e-15);
        // One of three and a quarter of the days: 27/64 for none of it, which is as likely, and all rarer ones
        assertEquals(1, RateComparison.pValue(2, 3, 1, 1), 1e-12);
    }

    @Property
    void isTheExactSumOfAllOutcomesThatAreNoLikelier(
            @ForAll @IntRange(max = 60) int before,
            @ForAll @IntRange(max = 60) int now,
            @ForAll @IntRange(min = 28, max = 366) int daysBefore,
            @ForAll @IntRange(min = 28, max = 366) int daysNow) {
        assertEquals(
                exact(before, daysBefore, now, daysNow).doubleValue(),
                RateComparison.pValue(before, daysBefore, now, daysNow),
                1e-10);
    }

    @Property(tries = 100)
    void chanceAloneIsRarelyTakenForNews(
            @ForAll @IntRange(min = 1, max = 60) int all,
            @ForAll @IntRange(min = 28, max = 366) int daysBefore,
            @ForAll @IntRange(min = 28, max = 366) int daysNow,
            @ForAll @DoubleRange(min = 0.01, max = 0.5) double level) {
        BigDecimal wrong = BigDecimal.ZERO;
        for (int now = 0; now <= all; now++) {
            if (RateComparison.pValue(all - now, daysBefore, now, daysNow) <= level) {
                wrong = wrong.add(new BigDecimal(outcome(all, now, daysBefore, daysNow))
                        .divide(
                                new BigDecimal(
                                        BigInteger.valueOf(daysBefore + daysNow).pow(all)),
                                MathContext.DECIMAL64));
            }
        }
        assertTrue(wrong.doubleValue() <= level + 1e-9, wrong + " at " + level);
    }

    @Test
    void adjustsForManySeriesAsBenjaminiAndHochbergDo() {
        // The fifteen p-values of their paper's example, of which the first four are rejected at 0.05
        List<Double> published = List.of(
                0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
                0.7590, 1.000);
        List<Double> adjusted = RateComparison.adjusted(published);
        assertEquals(4, adjusted.stream().filter(value -> value <= 0.05).count());
        assertEquals(0.0095 * 15 / 4, adjusted.get(3), 1e-12);
        // p.adjust(c(0.05, 0.01, 0.04, 0.02, 0.03), "BH") in R
        RateComparison.adjusted(List.of(0.05, 0.01, 0.04, 0.02, 0.03))
                .forEach(value -> assertEquals(0.05, value, 1e-12));
        assertEquals(List.of(), RateComparison.adjusted(List.of()));
    }

    @Property
    void adjustingFindsThoseThatTheStepUpProcedureRejects(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 1) Double> pValues) {
        List<Double> ascending = new ArrayList<>(pValues);
        ascending.sort(null);
        double largest = -1;
        for (int i = 0; i < ascending.size(); i++) {
            if (ascending.get(i) * ((double) ascending.size() / (i + 1)) <= 0.05) {
                largest = ascending.get(i);
            }
        }
        List<Double> adjusted = RateComparison.adjusted(pValues);
        for (int i = 0; i < pValues.size(); i++) {
            assertEquals(pValues.get(i) <= largest, adjusted.get(i) <= 0.05);
            assertTrue(adjusted.get(i) >= pValues.get(i) && adjusted.get(i) <= 1);
        }
    }

    private static BigDecimal exact(int before, int daysBefore, int now, int daysNow) {
        int all = before + now;
        BigInteger observed = outcome(all, now, daysBefore, daysNow);
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k <= all; k++) {
            BigInteger outcome = outcome(all, k, daysBefore, daysNow);
            // As likely as the one observed but for a ten-millionth, as R has it
            if (outcome.multiply(BigInteger.valueOf(10_000_000))
                            .compareTo(observed.multiply(BigInteger.valueOf(10_000_001)))
                    <= 0) {
                sum = sum.add(outcome);
            }
        }
        return new BigDecimal(sum)
                .divide(new BigDecimal(BigInteger.valueOf(daysBefore + daysNow).pow(all)), MathContext.DECIMAL128);
    }

    /** How often now incidents of all fall in its days, in (daysBefore + daysNow) to the power of all. */
    private static BigInteger outcome(int all, int now, int daysBefore, int daysNow) {
        BigInteger ways = BigInteger.ONE;
        for (int i = 0; i < now; i++) {
            ways = ways.multiply(BigInteger.valueOf(all - i)).divide(BigInteger.valueOf(i + 1));
        }
        return ways.multiply(BigInteger.valueOf(daysNow).pow(now))
                .multiply(BigInteger.valueOf(daysBefore).pow(all - now));
    }
}
