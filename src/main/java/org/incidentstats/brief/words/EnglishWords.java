package org.incidentstats.brief.words;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.content.BriefContent.Moment;
import org.incidentstats.brief.content.BriefContent.Mover;
import org.incidentstats.brief.content.BriefContent.Movers;
import org.incidentstats.brief.content.Figures.Amount;
import org.incidentstats.brief.content.Figures.TrendPoint;
import org.incidentstats.brief.content.Quantity.Part;
import org.incidentstats.brief.content.Quantity.What;
import org.incidentstats.brief.content.Revisions;
import org.incidentstats.brief.content.Revisions.How;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Tally;
import org.incidentstats.vocabulary.Language;

/** The words of a brief in English. */
final class EnglishWords extends BriefWords {

    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    EnglishWords(Codebook codebook) {
        super(codebook);
    }

    @Override
    public Language language() {
        return Language.EN;
    }

    @Override
    public String documentTitle(YearMonth month) {
        return "Terrorism and counter-terrorism incidents: monthly brief, " + month(month);
    }

    @Override
    public String month(YearMonth month) {
        return MONTHS.get(month.getMonthValue() - 1) + " " + month.getYear();
    }

    @Override
    public String inMonth(YearMonth month) {
        return month(month);
    }

    @Override
    public String scope(Scope scope) {
        if (scope.everything()) {
            return "Everything on record";
        }
        List<String> parts = new ArrayList<>();
        scope.filters()
                .forEach((dimension, codes) -> parts.add(switch (dimension) {
                            case COUNTRY -> "Countries: ";
                            case NATIONALITY -> "Nationalities: ";
                            case GROUP -> "Groups: ";
                            default -> "Categories: ";
                        }
                        + codes(dimension, codes)));
        return "Only " + String.join("; ", parts);
    }

    @Override
    public String moment(Moment moment) {
        return moment.frozen()
                ? "Made %s, of everything recorded by then: change no. %s of %s."
                        .formatted(minute(moment.madeAt()), number(moment.position()), minute(moment.asOf()))
                : "A preview of %s. Its figures may change until the brief is made.".formatted(minute(moment.madeAt()));
    }

    @Override
    public String countriesHeading(YearMonth month) {
        return "Incidents by country, " + month(month);
    }

    @Override
    public String nationalitiesHeading(YearMonth month) {
        return "Incidents by nationality of the perpetrators, " + month(month);
    }

    @Override
    public String pairsHeading(YearMonth month) {
        return "Incidents by country and nationality of the perpetrators, 12 months to " + month(month);
    }

    @Override
    public String yearsHeading(YearMonth month) {
        return "Incidents by year, up to " + month(month);
    }

    @Override
    public String incidentsHeading(YearMonth month, int incidents) {
        return "Incidents, " + month(month) + ": " + (incidents == 0 ? "none on record" : number(incidents));
    }

    @Override
    public String revisionsHeading(Optional<Revisions> revisions) {
        return "Revisions of earlier briefs: "
                + revisions
                        .map(found -> found.briefs() == 0
                                ? "there is no earlier brief"
                                : found.revisions().isEmpty()
                                        ? "none"
                                        : counted(found.revisions().size(), "number", "numbers") + " changed")
                        .orElse("not in a preview");
    }

    @Override
    public String trendTitle(List<TrendPoint> trend, double average) {
        if (trend.isEmpty()) {
            return "Incidents a month";
        }
        return "Incidents a month, %s to %s: %s on average"
                .formatted(
                        month(trend.get(0).month()),
                        month(trend.get(trend.size() - 1).month()),
                        decimal(average(average)));
    }

    @Override
    public String countriesTitle(YearMonth month, int shown, int all) {
        return rankingTitle("Countries", month, shown, all);
    }

    @Override
    public String nationalitiesTitle(YearMonth month, int shown, int all) {
        return rankingTitle("Nationalities", month, shown, all);
    }

    private String rankingTitle(String subject, YearMonth month, int shown, int all) {
        String ranked = shown < all
                ? "Top %s of %s %s".formatted(number(shown), number(all), subject.toLowerCase(Locale.ROOT))
                : subject;
        return "%s, 12 months to %s".formatted(ranked, month(month));
    }

    @Override
    public String aMonth(long least, long most) {
        return least == most
                ? number(least) + " every month"
                : "from %s to %s a month".formatted(number(least), number(most));
    }

    @Override
    public String inThe(YearMonth month, String figure) {
        return "%s in %s".formatted(figure, month(month));
    }

    @Override
    public String monthsWithoutFigure(int months) {
        return counted(months, "month", "months") + " without a figure";
    }

    @Override
    public String incidentsWithThoseOf(YearMonth month) {
        return "Incidents, in brackets those of " + month(month);
    }

    @Override
    public String change(Amount now, Amount earlier, YearMonth when) {
        if (!earlier.onRecord()) {
            return "%s: before the record begins".formatted(month(when));
        }
        if (!earlier.known()) {
            return "%s: unknown".formatted(month(when));
        }
        String then = number(earlier.value())
                + (earlier.withoutFigure() > 0
                        ? "; %s without a figure".formatted(number(earlier.withoutFigure()))
                        : "");
        if (!now.known()) {
            return "%s: %s".formatted(month(when), then);
        }
        long change = now.value() - earlier.value();
        if (change == 0) {
            return "No change from %s (%s)".formatted(month(when), then);
        }
        return change > 0
                ? "▲ %s more than in %s (%s)".formatted(number(change), month(when), then)
                : "▼ %s fewer than in %s (%s)".formatted(number(-change), month(when), then);
    }

    @Override
    public String uncertainty(Tally tally, long incidents) {
        if (incidents == 0) {
            return "no incident on record";
        }
        boolean open = tally.unknown() > 0 || tally.atLeast() > 0;
        List<String> parts = new ArrayList<>();
        if (tally.low() < tally.high()) {
            parts.add(
                    "between %s and %s%s".formatted(number(tally.low()), number(tally.high()), open ? " or more" : ""));
        } else if (open && tally.low() > 0) {
            parts.add("at least " + number(tally.low()));
        }
        if (tally.unknown() > 0) {
            parts.add(incidents(tally.unknown()) + " without a figure");
        }
        return parts.isEmpty() ? "a figure for every incident" : String.join("; ", parts);
    }

    @Override
    public String mover(Mover mover, YearMonth month) {
        String name = mover.code().equals(Dimension.UNKNOWN)
                ? switch (mover.dimension()) {
                    case NATIONALITY -> "Nationality unknown";
                    default -> "Group unknown";
                }
                : mover.label();
        return "%s: %s %s %s %s (%s)."
                .formatted(
                        name,
                        incidents(mover.now()),
                        mover.now() > mover.before() ? "after only" : "after",
                        number(mover.before()),
                        previous(mover) ? "the month before" : "in the same month a year before",
                        pValue(mover.pValue()));
    }

    @Override
    public String noMover(Movers movers) {
        return movers.compared() == 0
                ? "Not compared: the month is not over, or there is nothing on record to compare it with."
                : "No country, nationality or group changed by more than chance explains (%s with the month before and with"
                                .formatted(counted(movers.compared(), "comparison", "comparisons"))
                        + " the same month a year before).";
    }

    @Override
    public String moreMovers(int more) {
        return "And %s more, which this brief as data (format=json) names.".formatted(number(more));
    }

    @Override
    public String withoutNationality(long without, long incidents) {
        if (incidents == 0) {
            return "No incident is on record for the month.";
        }
        if (without == 0) {
            return "The nationality of a perpetrator is known for every incident of the month.";
        }
        return "No nationality of a perpetrator is known for %s of %s (%s%%)."
                .formatted(number(without), incidents(incidents), number(percent(without, incidents)));
    }

    @Override
    public String possible(long possible, YearMonth month) {
        if (possible == 0) {
            return "Every incident that may belong to %s is counted: no date on record leaves it open."
                    .formatted(month(month));
        }
        return possible == 1
                ? "1 more incident may belong to %s (its date is not known well enough) and is not counted."
                        .formatted(month(month))
                : "%s more incidents may belong to %s (their dates are not known well enough) and are not counted."
                        .formatted(number(possible), month(month));
    }

    @Override
    public String citation(BriefContent content) {
        return "%s, “%s” (%s), %s, %s"
                .formatted(
                        AUTHOR,
                        documentTitle(content.month()),
                        scope(content.scope()),
                        (content.moment().frozen() ? "made " : "preview of ")
                                + day(content.moment()
                                        .madeAt()
                                        .atZone(ZoneOffset.UTC)
                                        .toLocalDate()),
                        content.links().brief());
    }

    @Override
    public String version(String version, String templateHash, Moment moment) {
        return "%s %s; template %s; %s"
                .formatted(
                        AUTHOR,
                        version,
                        templateHash.substring(0, 12),
                        moment.frozen() ? "record up to change no. " + number(moment.position()) : "preview");
    }

    @Override
    public String none() {
        return "No incident on record";
    }

    @Override
    public String noneInMonth() {
        return "No incident on record for this month";
    }

    @Override
    public String noRevision(Optional<Revisions> revisions) {
        return revisions
                .map(found -> found.briefs() == 0
                        ? "There is no earlier brief"
                        : "Every number of %s is the same today"
                                .formatted(counted(found.briefs(), "earlier brief", "earlier briefs")))
                .orElse("Revisions are looked for when the brief is made");
    }

    @Override
    public String furtherRevisions(int more) {
        return "%s more rows have no room here. This brief as data, linked in this row, has all of them."
                .formatted(number(more));
    }

    @Override
    public String unknown() {
        return "unknown";
    }

    @Override
    public String atLeastOne() {
        return "at least 1";
    }

    @Override
    public String atLeast(String figure) {
        return "at least " + figure;
    }

    @Override
    public String atMost(String figure) {
        return "at most " + figure;
    }

    @Override
    public String from(String start, String end) {
        return "%s to %s".formatted(start, end);
    }

    @Override
    public String about(String date) {
        return "about " + date;
    }

    @Override
    public String day(LocalDate day) {
        return day.getDayOfMonth() + " " + month(YearMonth.from(day));
    }

    @Override
    public String what(What what) {
        return switch (what) {
            case INCIDENTS -> "Incidents";
            case ATTACKS -> "Attacks";
            case COUNTRIES -> "Countries with an incident";
            case PERPETRATORS -> "Perpetrators";
            case KILLED -> "Killed";
            case WOUNDED -> "Wounded";
            case ARRESTED -> "Arrested";
            case WITHOUT_NATIONALITY -> "Incidents without a known nationality";
            case WITHOUT_GROUP -> "Incidents without a named group";
            case POSSIBLE -> "Incidents that may belong to the month";
        };
    }

    @Override
    public String part(Part part) {
        return switch (part) {
            case COUNT -> "";
            case LOW -> "low";
            case BEST -> "best";
            case HIGH -> "high";
            case NO_FIGURE -> "incidents without a figure";
        };
    }

    @Override
    public String how(How how) {
        return switch (how) {
            case RECORDED -> "recorded since";
            case CORRECTED -> "corrected";
            case RETRACTED -> "retracted";
            case DUPLICATE -> "marked as a duplicate";
            case RESTORED -> "counts again";
            case GROUPS -> "groups registered anew";
            case RULES -> "counted by another rule";
        };
    }

    @Override
    public String upTo(String month) {
        return "up to " + month;
    }

    @Override
    public String year(String year) {
        return year;
    }

    @Override
    public String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    @Override
    public String decimal(BigDecimal number) {
        return number.toPlainString();
    }

    @Override
    public String incidents(long number) {
        return counted(number, "incident", "incidents");
    }

    private String counted(long number, String one, String several) {
        return number == 1 ? "1 " + one : number(number) + " " + several;
    }
}
