package org.incidentstats.brief.revision;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.incidentstats.brief.content.Figures;
import org.incidentstats.brief.content.Figures.Amount;
import org.incidentstats.brief.content.Figures.KeyFigure;
import org.incidentstats.brief.content.Figures.PlaceRow;
import org.incidentstats.brief.content.Figures.TrendPoint;
import org.incidentstats.brief.content.Figures.YearRow;
import org.incidentstats.brief.content.Quantity;
import org.incidentstats.brief.content.Quantity.Part;
import org.incidentstats.brief.content.Quantity.What;
import org.incidentstats.statistics.model.Tally;

/**
 * Every number that a brief publishes, by what it is a number of. One that is not there is 0. Averages, shares and
 * movers are not among them: they follow from those that are.
 */
final class PublishedNumbers {

    private static final String SPAN = "year:";

    private final YearMonth month;
    private final Map<Quantity, Long> numbers = new TreeMap<>();

    private PublishedNumbers(YearMonth month) {
        this.month = month;
    }

    static Map<Quantity, Long> of(YearMonth month, Figures figures) {
        PublishedNumbers published = new PublishedNumbers(month);
        figures.keyFigures().forEach(published::add);
        figures.trend().forEach(published::add);
        figures.byCountry().forEach(row -> published.add(row, Optional.of(row.code()), Optional.empty()));
        figures.byNationality().forEach(row -> published.add(row, Optional.empty(), Optional.of(row.code())));
        figures.byYear().forEach(published::add);
        figures.pairs()
                .forEach(pair -> published.put(
                        What.INCIDENTS,
                        Part.COUNT,
                        published.twelveMonths(),
                        Optional.of(pair.country()),
                        Optional.of(pair.nationality()),
                        pair.incidents()));
        String ofMonth = month.toString();
        published.put(What.WITHOUT_NATIONALITY, ofMonth, figures.unknown().withoutNationality());
        published.put(What.WITHOUT_GROUP, ofMonth, figures.unknown().withoutGroup());
        published.put(What.POSSIBLE, ofMonth, figures.unknown().possible());
        return published.numbers;
    }

    /** The numbers of years, which are all that a brief says of incidents long ago. */
    static Map<Quantity, Long> ofYears(YearMonth month, List<YearRow> years) {
        PublishedNumbers published = new PublishedNumbers(month);
        years.forEach(published::add);
        return published.numbers;
    }

    private void add(KeyFigure figure) {
        What what = What.valueOf(figure.figure().name());
        add(what, month, figure.now());
        add(what, month.minusMonths(1), figure.previous());
        add(what, month.minusYears(1), figure.yearBefore());
    }

    private void add(What what, YearMonth of, Amount amount) {
        if (amount.tally().isPresent()) {
            add(
                    what,
                    of.toString(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    amount.tally().get());
        } else {
            put(what, of.toString(), amount.value());
        }
    }

    private void add(TrendPoint point) {
        String of = point.month().toString();
        put(What.INCIDENTS, of, point.incidents());
        put(What.ATTACKS, of, point.attacks());
        put(What.KILLED, Part.BEST, of, Optional.empty(), Optional.empty(), point.killed());
    }

    private void add(PlaceRow row, Optional<String> country, Optional<String> nationality) {
        String of = month.toString();
        put(What.INCIDENTS, Part.COUNT, of, country, nationality, row.month());
        put(What.INCIDENTS, Part.COUNT, month.minusMonths(1).toString(), country, nationality, row.previous());
        put(What.INCIDENTS, Part.COUNT, twelveMonths(), country, nationality, row.twelveMonths());
        add(What.PERPETRATORS, of, Optional.empty(), country, nationality, row.perpetrators());
        add(What.KILLED, of, Optional.empty(), country, nationality, row.killed());
        add(What.WOUNDED, of, Optional.empty(), country, nationality, row.wounded());
        add(What.ARRESTED, of, Optional.empty(), country, nationality, row.arrested());
    }

    private void add(YearRow row) {
        // Of a year that was not over, other briefs count other months
        boolean over = Integer.parseInt(row.year().substring(row.year().length() - 4)) < month.getYear()
                || month.getMonthValue() == 12;
        Optional<String> until = over ? Optional.empty() : Optional.of(month.toString());
        String of = row.year().length() == 4 ? row.year() : SPAN + row.year();
        set(new Quantity(What.INCIDENTS, Part.COUNT, of, until, Optional.empty(), Optional.empty()), row.incidents());
        add(What.PERPETRATORS, of, until, Optional.empty(), Optional.empty(), row.perpetrators());
        add(What.KILLED, of, until, Optional.empty(), Optional.empty(), row.killed());
        add(What.WOUNDED, of, until, Optional.empty(), Optional.empty(), row.wounded());
        add(What.ARRESTED, of, until, Optional.empty(), Optional.empty(), row.arrested());
    }

    private void add(
            What what,
            String of,
            Optional<String> until,
            Optional<String> country,
            Optional<String> nationality,
            Tally tally) {
        set(new Quantity(what, Part.LOW, of, until, country, nationality), tally.low());
        set(new Quantity(what, Part.BEST, of, until, country, nationality), tally.best());
        set(new Quantity(what, Part.HIGH, of, until, country, nationality), tally.high());
        set(new Quantity(what, Part.NO_FIGURE, of, until, country, nationality), tally.unknown());
    }

    private void put(What what, String of, long number) {
        put(what, Part.COUNT, of, Optional.empty(), Optional.empty(), number);
    }

    private void put(
            What what, Part part, String of, Optional<String> country, Optional<String> nationality, long number) {
        set(new Quantity(what, part, of, Optional.empty(), country, nationality), number);
    }

    private void set(Quantity quantity, long number) {
        numbers.put(quantity, number);
    }

    private String twelveMonths() {
        return month.minusMonths(11) + "/" + month;
    }
}
