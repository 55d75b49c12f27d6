package org.incidentstats.brief.content;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.incidentstats.event.EventVersion;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.time.Comparison;
import org.incidentstats.vocabulary.Language;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Everything that a monthly brief says, before it becomes a workbook, in one language.
 *
 * @param month     the month it is about
 * @param scope     which incidents it is about
 * @param moment    the moment of the numbers
 * @param figures   the numbers
 * @param movers    what changed by more than chance explains
 * @param revisions which numbers of earlier briefs are others today; empty in a preview, which does not look for them
 * @param incidents the incidents of the month, by date
 * @param links     where the numbers can be had from the API
 */
public record BriefContent(
        YearMonth month,
        Scope scope,
        Language language,
        Moment moment,
        Figures figures,
        Movers movers,
        Optional<Revisions> revisions,
        @JsonIgnore List<Incident> incidents,
        Links links) {

    public BriefContent {
        // They are kept apart: the record has them already
        incidents = incidents == null ? List.of() : incidents;
    }

    /**
     * The state of the record that the numbers are of.
     *
     * @param position the place of the newest change in the record
     * @param asOf     when that change was recorded: the API's answers with this {@code asOf} are the same numbers
     * @param madeAt   when the brief was made
     * @param frozen   whether the numbers stay; those of a preview do not
     */
    public record Moment(long position, Instant asOf, Instant madeAt, boolean frozen) {}

    /**
     * What changed by more than chance explains.
     *
     * @param movers   the surest first
     * @param compared how many countries, nationalities and groups were compared, in all comparisons together; 0 where
     *                 the month is not over, or the record does not reach back to the months to compare with
     */
    public record Movers(List<Mover> movers, int compared) {

        public static final Movers NONE = new Movers(List.of(), 0);
    }

    /**
     * A country, a nationality or a group of which there were more or fewer incidents than chance explains.
     *
     * @param comparison     with which month it is compared
     * @param with           that month
     * @param pValue         how likely so large a difference is by chance, adjusted for how many were compared
     */
    public record Mover(
            Dimension dimension,
            String code,
            String label,
            Comparison comparison,
            YearMonth with,
            long before,
            long now,
            BigDecimal pValue) {}

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

    /** One incident of the month, and where the API shows it. */
    public record Incident(EventVersion version, URI link) {}

    /**
     * Where the numbers come from.
     *
     * @param trend         the API's answer behind the trend
     * @param countries     the API's answer behind the sheet by country, for the month
     * @param nationalities the API's answer behind the sheet by nationality, for the month
     * @param twelveMonths  the API's answer behind the twelve months of the sheet by country
     * @param pairs         the API's answer behind the table of countries and nationalities
     * @param years         the API's answer behind the sheet by year
     * @param incidents     the API's list of the month's incidents
     * @param possible      the API's list of the incidents that may belong to the month
     * @param brief         the brief itself
     */
    public record Links(
            URI trend,
            URI countries,
            URI nationalities,
            URI twelveMonths,
            URI pairs,
            URI years,
            URI incidents,
            URI possible,
            URI brief) {

        /** The brief as data: with everything that its other forms have no room for. */
        public URI data() {
            return URI.create(brief + (brief.getRawQuery() == null ? "?" : "&") + "format=json");
        }
    }

    /** Countries by incidents over the twelve months, most first. */
    public List<Ranked> countryRanking() {
        return ranked(figures.byCountry());
    }

    /** Nationalities by incidents over the twelve months, most first. */
    public List<Ranked> nationalityRanking() {
        return ranked(figures.byNationality());
    }

    private static List<Ranked> ranked(List<Figures.PlaceRow> places) {
        return places.stream()
                .sorted(Comparator.comparing(Figures.PlaceRow::twelveMonths)
                        .thenComparing(Figures.PlaceRow::month)
                        .reversed()
                        .thenComparing(Figures.PlaceRow::label))
                .map(place ->
                        new Ranked(place.code(), place.label(), place.month(), place.twelveMonths() - place.month()))
                .toList();
    }

    public BriefContent with(List<Incident> others) {
        return new BriefContent(month, scope, language, moment, figures, movers, revisions, others, links);
    }
}
