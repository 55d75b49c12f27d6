package org.incidentstats.brief.words;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.content.BriefContent.Moment;
import org.incidentstats.brief.content.BriefContent.Mover;
import org.incidentstats.brief.content.BriefContent.Movers;
import org.incidentstats.brief.content.BriefContent.Ranked;
import org.incidentstats.brief.content.Figures.Amount;
import org.incidentstats.brief.content.Figures.TrendPoint;
import org.incidentstats.brief.content.Quantity;
import org.incidentstats.brief.content.Quantity.Part;
import org.incidentstats.brief.content.Quantity.What;
import org.incidentstats.brief.content.Revisions;
import org.incidentstats.brief.content.Revisions.How;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.event.Estimate;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Tally;
import org.incidentstats.time.Comparison;
import org.incidentstats.time.EventDate;
import org.incidentstats.vocabulary.Language;

/**
 * Every word that a brief gets from the code, in one language. The words that never change are the template's. Names of
 * months and the forms of numbers are written here, so that no other release of Java can change them.
 */
public abstract class BriefWords {

    public static final String AUTHOR = "Incident Statistics";

    private static final int LONGEST_BESIDE_BAR = 26;
    private static final int MOST_MOVERS = 4;
    // A name does not end in the middle of a list
    private static final Pattern DANGLING = Pattern.compile("(,| &| and| и)$");

    private final Codebook codebook;

    BriefWords(Codebook codebook) {
        this.codebook = codebook;
    }

    public static BriefWords of(Language language, Codebook codebook) {
        return switch (language) {
            case EN -> new EnglishWords(codebook);
            case RU -> new RussianWords(codebook);
        };
    }

    public abstract Language language();

    // The title page

    public abstract String documentTitle(YearMonth month);

    /** A month as a heading names it: "July 2023". */
    public abstract String month(YearMonth month);

    /** A month in a sentence, behind "in". */
    abstract String inMonth(YearMonth month);

    public abstract String scope(Scope scope);

    public abstract String moment(Moment moment);

    // Headings

    public abstract String countriesHeading(YearMonth month);

    public abstract String nationalitiesHeading(YearMonth month);

    public abstract String pairsHeading(YearMonth month);

    public abstract String yearsHeading(YearMonth month);

    public abstract String incidentsHeading(YearMonth month, int incidents);

    public abstract String revisionsHeading(Optional<Revisions> revisions);

    public abstract String trendTitle(List<TrendPoint> trend, double average);

    public abstract String countriesTitle(YearMonth month, int shown, int all);

    public abstract String nationalitiesTitle(YearMonth month, int shown, int all);

    // What the charts show, for readers who do not see them

    /** The title of the trend, and between which numbers it went. */
    public final String trendDescription(List<TrendPoint> trend, double average) {
        List<String> sentences = new ArrayList<>(List.of(trendTitle(trend, average)));
        if (!trend.isEmpty()) {
            sentences.add(course(What.INCIDENTS, trend, point -> Optional.of(point.incidents())));
            sentences.add(course(What.ATTACKS, trend, point -> Optional.of(point.attacks())));
            sentences.add(course(
                    What.KILLED, trend, point -> point.killedKnown() ? Optional.of(point.killed()) : Optional.empty()));
        }
        return String.join(". ", sentences) + ".";
    }

    private String course(What what, List<TrendPoint> trend, Function<TrendPoint, Optional<Long>> figure) {
        List<Long> known =
                trend.stream().flatMap(point -> figure.apply(point).stream()).toList();
        TrendPoint last = trend.get(trend.size() - 1);
        List<String> parts = new ArrayList<>();
        if (!known.isEmpty()) {
            parts.add(aMonth(Collections.min(known), Collections.max(known)));
        }
        parts.add(inThe(last.month(), figure.apply(last).map(this::number).orElse(unknown())));
        if (known.size() < trend.size()) {
            parts.add(monthsWithoutFigure(trend.size() - known.size()));
        }
        return what(what) + ": " + String.join(", ", parts);
    }

    public final String countriesDescription(YearMonth month, List<Ranked> shown, int all) {
        return rankingDescription(countriesTitle(month, shown.size(), all), month, shown);
    }

    public final String nationalitiesDescription(YearMonth month, List<Ranked> shown, int all) {
        return rankingDescription(nationalitiesTitle(month, shown.size(), all), month, shown);
    }

    private String rankingDescription(String title, YearMonth month, List<Ranked> shown) {
        String bars = shown.stream()
                .map(bar -> "%s %s (%s)".formatted(bar.label(), number(bar.month() + bar.rest()), number(bar.month())))
                .collect(Collectors.joining(", "));
        return title + ". " + (shown.isEmpty() ? none() : incidentsWithThoseOf(month) + ": " + bars) + ".";
    }

    /** "From 1 to 3 a month". */
    abstract String aMonth(long least, long most);

    /** A figure of one month. */
    abstract String inThe(YearMonth month, String figure);

    abstract String monthsWithoutFigure(int months);

    /** Begins a list of incidents, of which those of the month are in brackets. */
    abstract String incidentsWithThoseOf(YearMonth month);

    // Sentences

    /** How a figure compares with that of an earlier month. */
    public abstract String change(Amount now, Amount earlier, YearMonth when);

    /** How far a sum of estimates may be off. */
    public abstract String uncertainty(Tally tally, long incidents);

    abstract String mover(Mover mover, YearMonth month);

    abstract String noMover(Movers movers);

    abstract String moreMovers(int more);

    public abstract String withoutNationality(long without, long incidents);

    public abstract String possible(long possible, YearMonth month);

    public abstract String citation(BriefContent content);

    public abstract String version(String version, String templateHash, Moment moment);

    // Words of tables

    public abstract String none();

    public abstract String noneInMonth();

    public abstract String noRevision(Optional<Revisions> revisions);

    public abstract String furtherRevisions(int more);

    public abstract String unknown();

    abstract String atLeastOne();

    abstract String atLeast(String figure);

    abstract String atMost(String figure);

    abstract String from(String start, String end);

    abstract String about(String date);

    abstract String day(LocalDate day);

    abstract String what(What what);

    abstract String part(Part part);

    public abstract String how(How how);

    abstract String upTo(String month);

    abstract String year(String year);

    /** A number with its thousands apart. */
    public abstract String number(long number);

    public abstract String decimal(BigDecimal number);

    /** "3 incidents". */
    public abstract String incidents(long number);

    /** What changed by more than chance explains, a sentence a line. */
    public final String movers(Movers movers, YearMonth month) {
        if (movers.movers().isEmpty()) {
            return noMover(movers);
        }
        List<String> sentences = movers.movers().stream()
                .limit(MOST_MOVERS)
                .map(mover -> mover(mover, month))
                .collect(Collectors.toCollection(ArrayList::new));
        if (movers.movers().size() > MOST_MOVERS) {
            sentences.add(moreMovers(movers.movers().size() - MOST_MOVERS));
        }
        return String.join("\n", sentences);
    }

    public final String header(Header header) {
        return header.in(language());
    }

    /** A code of a code list as words. */
    public final String code(Dimension dimension, String code) {
        return codebook.label(dimension, code, language());
    }

    final String codes(Dimension dimension, Iterable<String> codes) {
        List<String> labels = new ArrayList<>();
        codes.forEach(code -> labels.add(code(dimension, code)));
        return String.join(", ", labels);
    }

    /** A name that fits beside the bar of a ranking. */
    public static String besideBar(String label) {
        if (label.length() <= LONGEST_BESIDE_BAR) {
            return label;
        }
        int end = label.lastIndexOf(' ', LONGEST_BESIDE_BAR - 1);
        return DANGLING.matcher(label.substring(0, end > 0 ? end : LONGEST_BESIDE_BAR - 1))
                        .replaceFirst("") + "…";
    }

    /** What a published number is a number of; no two are called the same. */
    public final String quantity(Quantity quantity) {
        List<String> parts = new ArrayList<>();
        parts.add(what(quantity.what()));
        if (quantity.part() != Part.COUNT) {
            parts.add(part(quantity.part()));
        }
        quantity.country()
                .map(code -> named(Header.COUNTRY, Dimension.COUNTRY, code))
                .ifPresent(parts::add);
        quantity.nationality()
                .map(code -> named(Header.NATIONALITY, Dimension.NATIONALITY, code))
                .ifPresent(parts::add);
        parts.add(period(quantity.period())
                + quantity.until()
                        .map(until -> " (" + upTo(month(YearMonth.parse(until))) + ")")
                        .orElse(""));
        return String.join(", ", parts);
    }

    /** "country: Tajikistan". */
    private String named(Header header, Dimension dimension, String code) {
        return header(header).toLowerCase(Locale.ROOT) + ": " + code(dimension, code);
    }

    private String period(String period) {
        if (period.startsWith("year:")) {
            return year(period.substring("year:".length()));
        }
        if (period.contains("/")) {
            String[] ends = period.split("/", 2);
            return month(YearMonth.parse(ends[0])) + " – " + month(YearMonth.parse(ends[1]));
        }
        return period.length() == 4 ? year(period) : month(YearMonth.parse(period));
    }

    /** A figure of one incident that is not simply a number. */
    public final String estimate(Optional<Estimate> estimate) {
        if (estimate.isEmpty()) {
            return unknown();
        }
        Estimate figures = estimate.get();
        if (figures.best().isPresent()) {
            int best = figures.best().getAsInt();
            int low = figures.low().orElse(best);
            int high = figures.high().orElse(best);
            if (low < best && high > best) {
                return "%s (%s–%s)".formatted(number(best), number(low), number(high));
            }
            if (low < best) {
                return "%s (%s)".formatted(number(best), atLeast(number(low)));
            }
            return high > best ? "%s (%s)".formatted(number(best), atMost(number(high))) : number(best);
        }
        if (figures.low().isPresent() && figures.high().isPresent()) {
            int low = figures.low().getAsInt();
            int high = figures.high().getAsInt();
            return low == high ? number(low) : "%s–%s".formatted(number(low), number(high));
        }
        return figures.low().isPresent()
                ? atLeast(number(figures.low().getAsInt()))
                : atMost(number(figures.high().getAsInt()));
    }

    /** How many perpetrators of one nationality: one at least where nobody says. */
    public final String perpetrators(String nationality, Optional<Estimate> count) {
        return "%s: %s".formatted(nationality, count.isPresent() ? estimate(count) : atLeastOne());
    }

    /** A date as exactly as it is known. */
    public final String date(EventDate date) {
        if (date instanceof EventDate.Interval interval) {
            return from(date(interval.start()), date(interval.end()));
        }
        String exact;
        if (date instanceof EventDate.Day day) {
            exact = day(day.day());
        } else if (date instanceof EventDate.Month month) {
            exact = month(month.month());
        } else {
            exact = ((EventDate.Point) date).period();
        }
        return date.approximate() ? about(exact) : exact;
    }

    /** A moment to the minute, in UTC. */
    final String minute(Instant moment) {
        ZonedDateTime utc = moment.atZone(ZoneOffset.UTC);
        return String.format(Locale.ROOT, "%s, %02d:%02d UTC", day(utc.toLocalDate()), utc.getHour(), utc.getMinute());
    }

    /** A p-value to two digits. */
    final String pValue(BigDecimal pValue) {
        BigDecimal least = new BigDecimal("0.0001");
        return pValue.compareTo(least) < 0
                ? "p < " + decimal(least)
                : "p = " + decimal(pValue.round(new MathContext(2)).stripTrailingZeros());
    }

    public static BigDecimal average(double average) {
        return BigDecimal.valueOf(average).setScale(1, RoundingMode.HALF_UP);
    }

    static long percent(long part, long whole) {
        return Math.round(100.0 * part / whole);
    }

    static boolean previous(Mover mover) {
        return mover.comparison() == Comparison.PREVIOUS;
    }
}
