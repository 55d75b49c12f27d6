package org.incidentstats.brief.workbook;

import java.math.BigDecimal;
import java.net.URI;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.content.BriefContent.Incident;
import org.incidentstats.brief.content.BriefContent.Ranked;
import org.incidentstats.brief.content.Figures;
import org.incidentstats.brief.content.Figures.Pair;
import org.incidentstats.brief.content.Figures.PlaceRow;
import org.incidentstats.brief.content.Figures.TrendPoint;
import org.incidentstats.brief.content.Figures.YearRow;
import org.incidentstats.brief.content.Revisions;
import org.incidentstats.brief.content.Revisions.Cause;
import org.incidentstats.brief.content.Revisions.Revision;
import org.incidentstats.brief.words.BriefWords;
import org.incidentstats.brief.words.Header;
import org.incidentstats.event.Estimate;
import org.incidentstats.event.Event;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Tally;
import org.incidentstats.time.EventDate;
import org.incidentstats.vocabulary.Language;
import org.incidentstats.workbook.CellValue;
import org.incidentstats.workbook.CellWriter;
import org.incidentstats.workbook.TableOutline;
import org.incidentstats.workbook.TableOutline.Column;

/** The tables of a brief: which columns each has, and what they say of a row. */
final class BriefTables {

    /** The tables that the charts of the Summary read. */
    static final String TREND = "Trend";

    static final String COUNTRY_RANKING = "CountryRanking";
    static final String NATIONALITY_RANKING = "NationalityRanking";

    /** Rows of revisions that a workbook has room for; it is held in memory while it is made. */
    static final int MOST_REVISIONS = 20_000;

    private final BriefWords words;

    BriefTables(BriefWords words) {
        this.words = words;
    }

    /** Every table with the headers of its columns, in the order of the sheets. */
    static Map<String, List<String>> headers(Language language, org.incidentstats.statistics.Codebook codebook) {
        BriefTables tables = new BriefTables(BriefWords.of(language, codebook));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (TableOutline<?> outline : List.of(
                tables.byCountry(),
                tables.byNationality(),
                tables.byYear(),
                tables.pairs(List.of()),
                tables.incidents(),
                tables.revisions("", URI.create("")),
                tables.trend(BigDecimal.ZERO),
                tables.countryRanking(),
                tables.nationalityRanking())) {
            headers.put(outline.name(), outline.headers());
        }
        return headers;
    }

    TableOutline<TrendPoint> trend(BigDecimal average) {
        return new TableOutline<>(
                TREND,
                List.of(
                        column(
                                Header.MONTH,
                                point -> new CellValue.Day(point.month().atDay(1))),
                        column(Header.INCIDENTS, point -> figure(point.incidents())),
                        column(Header.ATTACKS, point -> figure(point.attacks())),
                        column(
                                Header.KILLED_OF_TREND,
                                point -> point.killedKnown() ? figure(point.killed()) : new CellValue.Nothing()),
                        column(Header.AVERAGE, point -> new CellValue.Fraction(average))),
                words.none());
    }

    TableOutline<Ranked> countryRanking() {
        return ranking(COUNTRY_RANKING, Header.COUNTRY);
    }

    TableOutline<Ranked> nationalityRanking() {
        return ranking(NATIONALITY_RANKING, Header.NATIONALITY);
    }

    TableOutline<PlaceRow> byCountry() {
        return places("ByCountry", Header.COUNTRY);
    }

    TableOutline<PlaceRow> byNationality() {
        return places("ByNationality", Header.NATIONALITY);
    }

    TableOutline<YearRow> byYear() {
        return new TableOutline<>(
                "ByYear",
                join(
                        List.of(
                                column(Header.YEAR, row -> year(row.year())),
                                column(Header.INCIDENTS, row -> figure(row.incidents()))),
                        tally(Header.PERPETRATORS, YearRow::perpetrators),
                        tally(Header.KILLED, YearRow::killed),
                        tally(Header.WOUNDED, YearRow::wounded),
                        tally(Header.ARRESTED, YearRow::arrested)),
                words.none());
    }

    /** One country, and its incidents of each nationality. */
    record PairRow(PlaceRow country, Map<String, Long> byNationality) {}

    /** Countries by incidents, most first, with their incidents by nationality. */
    static List<PairRow> pairRows(Figures figures) {
        Map<String, Map<String, Long>> pairs = figures.pairs().stream()
                .collect(Collectors.groupingBy(Pair::country, Collectors.toMap(Pair::nationality, Pair::incidents)));
        return figures.byCountry().stream()
                .sorted(mostFirst())
                .map(country -> new PairRow(country, pairs.getOrDefault(country.code(), Map.of())))
                .toList();
    }

    private static Comparator<PlaceRow> mostFirst() {
        return Comparator.comparing(PlaceRow::twelveMonths).reversed().thenComparing(PlaceRow::label);
    }

    /** The table of countries and nationalities, with a column for each nationality, those of most incidents first. */
    TableOutline<PairRow> pairs(List<PlaceRow> nationalities) {
        List<Column<PairRow>> columns = new ArrayList<>();
        columns.add(column(Header.COUNTRY, row -> text(row.country().label())));
        columns.add(column(Header.TWELVE_MONTHS, row -> figure(row.country().twelveMonths())));
        nationalities.stream()
                .sorted(mostFirst())
                .map(nationality -> new Column<PairRow>(
                        words.header(Header.NATIONALITY),
                        Optional.of(nationality.label()),
                        row -> figure(row.byNationality().getOrDefault(nationality.code(), 0L))))
                .forEach(columns::add);
        if (nationalities.isEmpty()) {
            columns.add(column(Header.NATIONALITY, row -> text("")));
        }
        return new TableOutline<>("CountriesAndNationalities", columns, words.none());
    }

    /** One cause of a revision; none in the row that says how many further ones there are. */
    record RevisionRow(Optional<Revision> revision, Optional<Cause> cause, int further) {}

    static List<RevisionRow> revisionRows(Optional<Revisions> revisions) {
        List<RevisionRow> rows = new ArrayList<>();
        revisions.map(Revisions::revisions).orElse(List.of()).forEach(revision -> revision.causes()
                .forEach(cause -> rows.add(new RevisionRow(Optional.of(revision), Optional.of(cause), 0))));
        if (rows.size() <= MOST_REVISIONS) {
            return rows;
        }
        List<RevisionRow> shown = new ArrayList<>();
        shown.add(new RevisionRow(Optional.empty(), Optional.empty(), rows.size() - MOST_REVISIONS));
        shown.addAll(rows.subList(0, MOST_REVISIONS));
        return shown;
    }

    /**
     * The revisions.
     *
     * @param all where those are that have no room
     */
    TableOutline<RevisionRow> revisions(String none, URI all) {
        return new TableOutline<>(
                "Revisions",
                List.of(
                        column(
                                Header.NUMBER,
                                row -> text(row.revision()
                                        .map(one -> words.quantity(one.quantity()))
                                        .orElseGet(() -> words.furtherRevisions(row.further())))),
                        ofRevision(
                                Header.PUBLISHED,
                                one -> text(one.published().stream()
                                        .map((YearMonth month) -> words.month(month))
                                        .collect(Collectors.joining(", ")))),
                        ofRevision(Header.THEN, one -> figure(one.then())),
                        ofRevision(Header.NOW, one -> figure(one.now())),
                        ofCause(Header.DIFFERENCE, cause -> figure(cause.difference())),
                        ofCause(Header.INCIDENT, cause -> text(cause.title().orElse(""))),
                        ofCause(Header.WHAT_HAPPENED, cause -> text(words.how(cause.how()))),
                        ofCause(Header.REASON, cause -> text(cause.reason().orElse(""))),
                        column(
                                Header.RECORD,
                                row -> row.cause().map(BriefTables::record).orElse(new CellValue.Link("JSON", all)))),
                none);
    }

    private static CellValue record(Cause cause) {
        return cause.link()
                .<CellValue>map(link -> new CellValue.Link(cause.event().orElseThrow(), link))
                .orElse(text(""));
    }

    private Column<RevisionRow> ofRevision(Header header, Function<Revision, CellValue> cell) {
        return column(header, row -> row.revision().map(cell).orElse(text("")));
    }

    private Column<RevisionRow> ofCause(Header header, Function<Cause, CellValue> cell) {
        return column(header, row -> row.cause().map(cell).orElse(text("")));
    }

    /** The incidents, with countries and nationalities called as in the other tables of the content. */
    TableOutline<Incident> incidents(BriefContent content) {
        return incidents(
                labels(content.figures().byCountry()), labels(content.figures().byNationality()));
    }

    private TableOutline<Incident> incidents() {
        return incidents(Map.of(), Map.of());
    }

    private TableOutline<Ranked> ranking(String name, Header header) {
        return new TableOutline<>(
                name,
                List.of(
                        column(header, row -> text(BriefWords.besideBar(row.label()))),
                        column(Header.THIS_MONTH, row -> figure(row.month())),
                        column(Header.REST_OF_TWELVE_MONTHS, row -> figure(row.rest()))),
                words.none());
    }

    private TableOutline<PlaceRow> places(String name, Header header) {
        return new TableOutline<>(
                name,
                join(
                        List.of(
                                column(header, row -> text(row.label())),
                                column(Header.CODE, row -> text(row.code())),
                                column(Header.THIS_MONTH, row -> figure(row.month())),
                                column(Header.MONTH_BEFORE, row -> figure(row.previous())),
                                column(Header.TWELVE_MONTHS, row -> figure(row.twelveMonths()))),
                        tally(Header.PERPETRATORS, PlaceRow::perpetrators),
                        tally(Header.KILLED, PlaceRow::killed),
                        tally(Header.WOUNDED, PlaceRow::wounded),
                        tally(Header.ARRESTED, PlaceRow::arrested)),
                words.none());
    }

    private <T> List<Column<T>> tally(Header measure, Function<T, Tally> tally) {
        return List.of(
                tally(measure, Header.LOW, row -> tally.apply(row).low()),
                tally(measure, Header.BEST, row -> tally.apply(row).best()),
                tally(measure, Header.HIGH, row -> tally.apply(row).high()),
                tally(measure, Header.NO_FIGURE, row -> tally.apply(row).unknown()));
    }

    private <T> Column<T> tally(Header measure, Header part, Function<T, Long> number) {
        return new Column<>(Header.of(measure, part, words.language()), row -> figure(number.apply(row)));
    }

    private TableOutline<Incident> incidents(Map<String, String> countries, Map<String, String> nationalities) {
        return new TableOutline<>(
                "Incidents",
                List.of(
                        ofEvent(Header.INCIDENT, event -> text(event.title())),
                        ofEvent(Header.DATE, event -> date(event.date())),
                        ofEvent(
                                Header.COUNTRY,
                                event -> list(event.places(), place -> {
                                    String code = place.country().code();
                                    return countries.getOrDefault(code, words.code(Dimension.COUNTRY, code));
                                })),
                        ofEvent(
                                Header.PLACE,
                                event -> list(event.places(), place -> place.locality()
                                        .or(place::admin1)
                                        .orElse(""))),
                        ofEvent(
                                Header.CATEGORY,
                                event -> text(words.code(
                                        Dimension.CATEGORY, event.category().code()))),
                        ofEvent(Header.TYPE, event -> text(words.code(Dimension.TYPE, event.type()))),
                        ofEvent(
                                Header.GROUPS,
                                event -> event.groups().isEmpty()
                                        ? text(words.unknown())
                                        : list(event.groups(), group -> words.code(Dimension.GROUP, group))),
                        ofEvent(
                                Header.NATIONALITY,
                                event -> event.perpetrators().isEmpty()
                                        ? text(words.unknown())
                                        : list(event.perpetrators(), some -> {
                                            String code = some.nationality().code();
                                            return words.perpetrators(
                                                    nationalities.getOrDefault(
                                                            code, words.code(Dimension.NATIONALITY, code)),
                                                    some.count());
                                        })),
                        ofEvent(
                                Header.KILLED,
                                event -> estimate(event.casualties().flatMap(Event.Casualties::killed))),
                        ofEvent(
                                Header.WOUNDED,
                                event -> estimate(event.casualties().flatMap(Event.Casualties::wounded))),
                        ofEvent(Header.ARRESTED, event -> estimate(event.arrested())),
                        ofEvent(
                                Header.EVIDENCE,
                                event -> text(words.code(
                                        Dimension.EVIDENCE, event.evidence().code()))),
                        ofEvent(
                                Header.OUTCOME,
                                event -> text(words.code(
                                        Dimension.OUTCOME, event.outcome().code()))),
                        ofEvent(Header.SOURCE, event -> list(event.sources(), BriefTables::source)),
                        ofEvent(Header.SOURCE_LINK, BriefTables::sourceLink),
                        column(
                                Header.RECORD,
                                incident ->
                                        new CellValue.Link(incident.version().id(), incident.link())),
                        ofEvent(Header.NOTE, event -> text(event.note().orElse("")))),
                words.noneInMonth());
    }

    private CellValue date(EventDate date) {
        return date instanceof EventDate.Day day && !day.approximate()
                ? new CellValue.Day(day.day())
                : text(words.date(date));
    }

    private CellValue estimate(Optional<Estimate> estimate) {
        boolean exact = estimate.filter(
                        figures -> figures.low().isEmpty() && figures.high().isEmpty())
                .isPresent();
        return exact ? figure(estimate.get().best().getAsInt()) : text(words.estimate(estimate));
    }

    private static String source(Event.Source source) {
        return source.publisher()
                .map(publisher -> publisher + ": " + source.title())
                .orElse(source.title());
    }

    /** The first source that can be opened; where none can, the address of the first that has one, as text. */
    private static CellValue sourceLink(Event event) {
        List<URI> addresses = event.sources().stream()
                .flatMap(source -> source.url().stream())
                .toList();
        Optional<URI> link = addresses.stream().filter(CellWriter::linkable).findFirst();
        return link.<CellValue>map(address -> new CellValue.Link(address.getHost(), address))
                .or(() -> addresses.stream().findFirst().map(address -> text(address.toString())))
                .orElse(text(""));
    }

    private static CellValue year(String year) {
        return year.matches("\\d{4}") ? figure(Long.parseLong(year)) : text(year);
    }

    private static Map<String, String> labels(List<PlaceRow> rows) {
        Map<String, String> labels = new HashMap<>();
        rows.forEach(row -> labels.put(row.code(), row.label()));
        return labels;
    }

    private static <T> CellValue list(List<T> things, Function<T, String> words) {
        return text(things.stream()
                .map(words)
                .filter(word -> !word.isEmpty())
                .distinct()
                .collect(Collectors.joining("; ")));
    }

    private <T> Column<T> column(Header header, Function<T, CellValue> cell) {
        return new Column<>(words.header(header), cell);
    }

    private Column<Incident> ofEvent(Header header, Function<Event, CellValue> cell) {
        return column(header, incident -> cell.apply(incident.version().event()));
    }

    @SafeVarargs
    private static <T> List<Column<T>> join(List<Column<T>>... parts) {
        List<Column<T>> all = new ArrayList<>();
        for (List<Column<T>> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }

    private static CellValue text(String text) {
        return new CellValue.Text(text);
    }

    private static CellValue figure(long figure) {
        return new CellValue.Figure(figure);
    }
}
