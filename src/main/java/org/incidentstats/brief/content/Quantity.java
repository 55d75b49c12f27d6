package org.incidentstats.brief.content;

import java.util.Comparator;
import java.util.Optional;

import org.incidentstats.statistics.model.Measure;

/**
 * What a published number is a number of. The same quantity may stand in several tables and in several briefs.
 *
 * @param what        what is counted
 * @param part        which of its figures
 * @param period      a month ({@code 2023-07}), the months from one to another ({@code 2022-08/2023-07}), a year
 *                    ({@code 2022}), or a span of years of a date that is known no better ({@code year:2022/2023})
 * @param until       the last month counted, for a year that was not over
 * @param country     of which country
 * @param nationality of which nationality of the perpetrators
 */
public record Quantity(
        What what,
        Part part,
        String period,
        Optional<String> until,
        Optional<String> country,
        Optional<String> nationality)
        implements Comparable<Quantity> {

    /** What is counted. */
    public enum What {
        INCIDENTS,
        ATTACKS,
        COUNTRIES,
        PERPETRATORS,
        KILLED,
        WOUNDED,
        ARRESTED,
        WITHOUT_NATIONALITY,
        WITHOUT_GROUP,
        POSSIBLE;

        static What of(Measure measure) {
            return measure == Measure.EVENTS ? INCIDENTS : valueOf(measure.name());
        }
    }

    /** Which figure of what is counted. */
    public enum Part {
        COUNT,
        LOW,
        BEST,
        HIGH,
        NO_FIGURE
    }

    private static final Comparator<Quantity> ORDER = Comparator.comparing(Quantity::period)
            .thenComparing(quantity -> quantity.until().orElse(""))
            .thenComparing(quantity -> quantity.country().orElse(""))
            .thenComparing(quantity -> quantity.nationality().orElse(""))
            .thenComparing(Quantity::what)
            .thenComparing(Quantity::part);

    @Override
    public int compareTo(Quantity other) {
        return ORDER.compare(this, other);
    }
}
