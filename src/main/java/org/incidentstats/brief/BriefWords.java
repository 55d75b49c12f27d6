package org.incidentstats.brief;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.incidentstats.event.Estimate;
import org.incidentstats.event.EventDate;
import org.incidentstats.statistics.Tally;

/**
 * Every word that a brief gets from the code, in English. The words that never change are the template's; a brief in
 * another language is another template and another one of these.
 */
final class BriefWords {

    private static final Locale LANGUAGE = Locale.ENGLISH;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", LANGUAGE);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", LANGUAGE);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", LANGUAGE);

    // Headers of the template's tables
    static final String COUNTRY = "Country";
    static final String NATIONALITY = "Nationality";
    static final String CODE = "Code";
    static final String YEAR = "Year";
    static final String MONTH_OF_TREND = "Month";
    static final String INCIDENTS = "Incidents";
    static final String ATTACKS = "Attacks";
    static final String THIS_MONTH = "This month";
    static final String MONTH_BEFORE = "Month before";
    static final String TWELVE_MONTHS = "Twelve months";
    static final String REST_OF_TWELVE_MONTHS = "Rest of the 12 months";
    static final String PERPETRATORS = "Perpetrators";
    static final String KILLED = "Killed";
    static final String KILLED_OF_TREND = "Killed (right-hand scale)";
    static final String WOUNDED = "Wounded";
    static final String ARRESTED = "Arrested";
    static final String LOW = "low";
    static final String BEST = "best";
    static final String HIGH = "high";
    static final String NO_FIGURE = "no figure";
    static final String DATE = "Date";
    static final String INCIDENT = "Incident";
    static final String PLACE = "Place";
    static final String CATEGORY = "Category";
    static final String TYPE = "Type";
    static final String GROUPS = "Groups";
    static final String EVIDENCE = "Evidence";
    static final String OUTCOME = "Outcome";
    static final String SOURCE = "Source";
    static final String SOURCE_LINK = "Source link";
    static final String RECORD = "Record";
    static final String NOTE = "Note";

    static final String AUTHOR = "Incident Statistics";
    static final String NONE_IN_MONTH = "No incident on record for this month";
    static final String NONE = "No incident on record";
    static final String UNKNOWN = "unknown";

    private static final int LONGEST_BESIDE_BAR = 22;

    String documentTitle(YearMonth month) {
        return "Terrorism and counter-terrorism incidents: monthly brief, " + month(month);
    }

    String month(YearMonth month) {
        return MONTH.format(month);
    }

    String heading(String subject, YearMonth month) {
        return subject + ", " + month(month);
    }

    String countriesHeading(YearMonth month) {
        return heading("Incidents by country", month);
    }

    String nationalitiesHeading(YearMonth month) {
        return heading("Incidents by nationality of the perpetrators", month);
    }

    String yearsHeading(YearMonth month) {
        return "Incidents by year, up to " + month(month);
    }

    String incidentsHeading(YearMonth month, int incidents) {
        return heading("Incidents", month) + ": " + (incidents == 0 ? "none on record" : number(incidents));
    }

    String trendTitle(List<BriefContent.TrendPoint> trend) {
        return trend.isEmpty()
                ? "Incidents a month"
                : "Incidents a month, %s to %s"
                        .formatted(
                                month(trend.get(0).month()),
                                month(trend.get(trend.size() - 1).month()));
    }

    String countriesTitle(YearMonth month, int shown, int all) {
        return rankingTitle("Countries", month, shown, all);
    }

    String nationalitiesTitle(YearMonth month, int shown, int all) {
        return rankingTitle("Nationalities", month, shown, all);
    }

    private String rankingTitle(String subject, YearMonth month, int shown, int all) {
        String ranked = shown < all ? "Top %d %s".formatted(shown, subject.toLowerCase(LANGUAGE)) : subject;
        return "%s, 12 months to %s".formatted(ranked, month(month));
    }

    /** A name that fits beside the bar of a ranking. */
    String besideBar(String label) {
        if (label.length() <= LONGEST_BESIDE_BAR) {
            return label;
        }
        int end = label.lastIndexOf(' ', LONGEST_BESIDE_BAR - 1);
        return label.substring(0, end > 0 ? end : LONGEST_BESIDE_BAR - 1) + "…";
    }

    /** How a figure compares with that of the month before. */
    String change(long value, long previous, YearMonth before) {
        long change = value - previous;
        if (change == 0) {
            return "No change from %s (%s)".formatted(month(before), number(previous));
        }
        return change > 0
                ? "▲ %s more than in %s (%s)".formatted(number(change), month(before), number(previous))
                : "▼ %s fewer than in %s (%s)".formatted(number(-change), month(before), number(previous));
    }

    /** The figure of the month before, where there is none to compare it with. */
    String previous(long previous, YearMonth before) {
        return "%s: %s".formatted(month(before), number(previous));
    }

    /** How far a sum of estimates may be off. */
    String uncertainty(Tally tally, long incidents) {
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

    String possible(long possible, YearMonth month) {
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

    String asOf(Instant asOf) {
        return "Figures as of %s. A brief made later shows what has been corrected since."
                .formatted(MINUTE.format(asOf.atZone(ZoneOffset.UTC)));
    }

    /** A figure of one incident that is not simply a number. */
    String estimate(Optional<Estimate> estimate) {
        if (estimate.isEmpty()) {
            return UNKNOWN;
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
                return "%s (at least %s)".formatted(number(best), number(low));
            }
            return high > best ? "%s (at most %s)".formatted(number(best), number(high)) : number(best);
        }
        if (figures.low().isPresent() && figures.high().isPresent()) {
            int low = figures.low().getAsInt();
            int high = figures.high().getAsInt();
            return low == high ? number(low) : "%s–%s".formatted(number(low), number(high));
        }
        return figures.low().isPresent()
                ? "at least " + number(figures.low().getAsInt())
                : "at most " + number(figures.high().getAsInt());
    }

    /** How many perpetrators of one nationality: one at least where nobody says. */
    String perpetrators(String nationality, Optional<Estimate> count) {
        return "%s: %s".formatted(nationality, count.isPresent() ? estimate(count) : "at least 1");
    }

    /** A date as exactly as it is known. */
    String date(EventDate date) {
        if (date instanceof EventDate.Interval interval) {
            return "%s to %s".formatted(date(interval.start()), date(interval.end()));
        }
        String exact;
        if (date instanceof EventDate.Day day) {
            exact = day(day.day());
        } else if (date instanceof EventDate.Month month) {
            exact = month(month.month());
        } else {
            exact = ((EventDate.Point) date).period();
        }
        return date.approximate() ? "about " + exact : exact;
    }

    /** A code of a code list as words: {@code suicide-bombing} as "suicide bombing". */
    String code(String code) {
        return code.replace('-', ' ');
    }

    private static String day(LocalDate day) {
        return DAY.format(day);
    }

    private static String incidents(long number) {
        return number == 1 ? "1 incident" : number(number) + " incidents";
    }

    private static String number(long number) {
        return String.format(LANGUAGE, "%,d", number);
    }
}
