package org.incidentstats.brief;

import java.net.URI;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

import org.incidentstats.event.EventVersion;
import org.incidentstats.statistics.Tally;

/**
 * Everything that a monthly brief says, before it becomes a workbook.
 *
 * @param month          the month it is about
 * @param asOf           the moment of the numbers
 * @param keyFigures     the figures of the month that stand at the top, with the month before
 * @param trend          18 months, oldest first, the last one the brief's
 * @param countries      incidents by country over the twelve months to the brief's, most first
 * @param nationalities  incidents by nationality of the perpetrators over the same twelve months, most first
 * @param byCountry      each country with an incident in the twelve months
 * @param byNationality  each nationality with an incident in the twelve months
 * @param byYear         each year on record up to the end of the month, ascending
 * @param incidents      the incidents of the month, by date
 * @param possible       incidents that may or may not belong to the month, because their date is not known well enough
 * @param links          where the numbers can be had from the API
 */
public record BriefContent(
        YearMonth month,
        Instant asOf,
        List<KeyFigure> keyFigures,
        List<TrendPoint> trend,
        List<Ranked> countries,
        List<Ranked> nationalities,
        List<PlaceRow> byCountry,
        List<PlaceRow> byNationality,
        List<YearRow> byYear,
        List<Incident> incidents,
        long possible,
        Links links) {

    /** The figures of the top band. */
    public enum Figure {
        INCIDENTS,
        ATTACKS,
        KILLED,
        WOUNDED,
        ARRESTED,
        COUNTRIES
    }

    /**
     * One figure of the month.
     *
     * @param figure   which
     * @param value    its value in the month: the best estimate where it is one
     * @param previous its value in the month before
     * @param tally    the whole estimate of the month, for figures that are estimates
     */
    public record KeyFigure(Figure figure, long value, long previous, Optional<Tally> tally) {}

    /** One month of the trend: incidents, attacks among them, and people killed (best estimate). */
    public record TrendPoint(YearMonth month, long incidents, long attacks, long killed) {}

    /**
     * One bar of a ranking.
     *
     * @param code   the country's or nationality's code
     * @param label  its name
     * @param month  incidents in the month
     * @param rest   the other incidents in the twelve months that end with the month: those of the eleven months before
     *               it, and those whose date is known to lie in the twelve months but in no single one of them
     */
    public record Ranked(String code, String label, long month, long rest) {}

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

    /** One incident of the month, and where the API shows it. */
    public record Incident(EventVersion version, URI link) {}

    /**
     * Where the numbers come from.
     *
     * @param countries     the API's answer behind the sheet by country, for the month
     * @param nationalities the API's answer behind the sheet by nationality, for the month
     * @param years         the API's answer behind the sheet by year
     * @param incidents     the API's list of the month's incidents
     * @param possible      the API's list of the incidents that may belong to the month
     */
    public record Links(URI countries, URI nationalities, URI years, URI incidents, URI possible) {}
}
