package org.incidentstats.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether two numbers of incidents differ by more than chance explains.
 *
 * <p>If incidents happen independently of each other and as often in one period as in the other, then of {@code n} in
 * both, the number in one of them is binomial, with the share of its days in all days as probability. The p-value is
 * the probability of all outcomes that are no likelier than the one observed: the exact conditional test of
 * J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika 31
 * (1940), two-sided as in R's {@code poisson.test}.
 *
 * <p>Who tests many series finds some such difference by chance alone. The p-values of several are therefore adjusted
 * together: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical
 * Society B 57 (1995).
 *
 * <p>People killed or arrested are no case for it: they come in clusters, many by one incident.
 */
public final class RateComparison {

    /** Outcomes whose probabilities differ by less are as likely as each other, as R has it. */
    private static final double TOLERANCE = 1 + 1e-7;

    private static final MathContext SHOWN = new MathContext(6, RoundingMode.HALF_UP);

    private RateComparison() {}

    /** A p-value as it is shown: to six significant digits. */
    public static BigDecimal shown(double pValue) {
        return new BigDecimal(pValue).round(SHOWN).stripTrailingZeros();
    }

    /**
     * The two-sided p-value.
     *
     * @param before     incidents in the one period
     * @param daysBefore how long it is
     * @param now        incidents in the other
     * @param daysNow    how long it is
     */
    static double pValue(long before, long daysBefore, long now, long daysNow) {
        int all = Math.toIntExact(before + now);
        if (all == 0) {
            return 1;
        }
        BinomialDistribution chance = BinomialDistribution.of(all, (double) daysNow / (daysBefore + daysNow));
        double observed = chance.probability((int) now) * TOLERANCE;
        double sum = IntStream.rangeClosed(0, all)
                .mapToDouble(chance::probability)
                .filter(probability -> probability <= observed)
                .sorted()
                .sum();
        return Math.min(1, sum);
    }

    /**
     * The p-values adjusted for their number, in the same order: to take those of at most 0.05 as real makes no more than
     * 5 percent of what is taken wrong, on average.
     */
    static List<Double> adjusted(List<Double> pValues) {
        List<Integer> descending = IntStream.range(0, pValues.size())
                .boxed()
                .sorted(Comparator.comparing(pValues::get, Comparator.reverseOrder()))
                .toList();
        List<Double> adjusted = new ArrayList<>(pValues);
        double least = 1;
        for (int i = 0; i < descending.size(); i++) {
            int rank = pValues.size() - i;
            least = Math.min(least, pValues.get(descending.get(i)) * ((double) pValues.size() / rank));
            adjusted.set(descending.get(i), least);
        }
        return List.copyOf(adjusted);
    }
}
