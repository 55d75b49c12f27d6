package org.incidentstats.brief.content;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

import org.incidentstats.statistics.model.Tally;

/**
 * The numbers of a brief.
 *
 * @param keyFigures     the figures of the month that stand at the top, with those that they are compared with
 * @param trend          18 months, oldest first, the last one the brief's
 * @param byCountry      each country with an incident in the twelve months to the brief's
 * @param byNationality  each nationality with an incident in the twelve months
 * @param byYear         each year on record up to the end of the month, ascending
 * @param pairs          each country with each nationality of its perpetrators, over the twelve months
 * @param unknown        what nobody knows of the month's incidents
 */
public record Figures(
        List<KeyFigure> keyFigures,
        List<TrendPoint> trend,
        List<PlaceRow> byCountry,
        List<PlaceRow> byNationality,
        List<YearRow> byYear,
        List<Pair> pairs,
        Unknown unknown) {

    /** The figures of the top band. */
    public enum Figure {
        INCIDENTS,
        ATTACKS,
        KILLED,
        WOUNDED,
        ARRESTED,
        COUNTRIES
    }

    /** One figure of the month, of the month before, and of the same month a year before. */
    public record KeyFigure(Figure figure, Amount now, Amount previous, Amount yearBefore) {}

    /**
     * One figure of one month.
     *
     * @param onRecord  whether the record reaches back to the month
     * @param incidents the incidents that it is a figure of
     * @param value     the figure: the best estimate where it is one
     * @param tally     the whole estimate, for figures that are estimates
     */
    public record Amount(boolean onRecord, long incidents, long value, Optional<Tally> tally) {

        /** Whether anybody knows it. A sum over incidents that all give no figure is 0 by the counting rules, and unknown. */
        public boolean known() {
            return onRecord
                    && (incidents == 0
                            || tally.filter(t -> t.unknown() == incidents).isEmpty());
        }

        /** How many incidents are not in it, because they give no figure. */
        public long withoutFigure() {
            return tally.map(Tally::unknown).orElse(0L);
        }
    }

    /**
     * One month of the trend: incidents, attacks among them, and people killed (best estimate).
     *
     * @param withoutKilled the incidents that do not say how many were killed
     */
    public record TrendPoint(YearMonth month, long incidents, long attacks, long killed, long withoutKilled) {

        /** Whether anybody says how many were killed; in a month without incidents nobody was. */
        public boolean killedKnown() {
            return incidents == 0 || withoutKilled < incidents;
        }
    }

    /**
     * One country or nationality. The estimates are of the month.
     *
     * @param month        incidents in the month
     * @param previous     incidents in the month before
     * @param twelveMonths incidents in the twelve months that end with the month; no fewer than the sum of those months,
     *                     and more where a date is known to lie in the twelve months but in no single one of them
     */
    public record PlaceRow(
            String code,
            String label,
            long month,
            long previous,
            long twelveMonths,
            Tally perpetrators,
            Tally killed,
            Tally wounded,
            Tally arrested) {}

    /** One year, or one span of years where a date is known no better ({@code 2022/2023}). */
    public record YearRow(
            String year, long incidents, Tally perpetrators, Tally killed, Tally wounded, Tally arrested) {}

    /** Incidents of one country with perpetrators of one nationality. */
    public record Pair(String country, String nationality, long incidents) {}

    /**
     * What nobody knows.
     *
     * @param withoutNationality incidents of the month of which no perpetrator's nationality is known
     * @param withoutGroup       incidents of the month for which no group is named
     * @param possible           incidents that may or may not belong to the month, because their date is not known well
     *                           enough
     */
    public record Unknown(long withoutNationality, long withoutGroup, long possible) {}

    /** The amount of a figure in the month. */
    public Amount now(Figure figure) {
        return keyFigures.stream()
                .filter(key -> key.figure() == figure)
                .findFirst()
                .orElseThrow()
                .now();
    }

    /** The mean number of incidents of the months of the trend. */
    public double average() {
        return trend.stream().mapToLong(TrendPoint::incidents).average().orElse(0);
    }
}
