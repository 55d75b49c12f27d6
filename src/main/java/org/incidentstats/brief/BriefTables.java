package org.incidentstats.brief;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.incidentstats.brief.BriefContent.Incident;
import org.incidentstats.brief.BriefContent.PlaceRow;
import org.incidentstats.brief.BriefContent.Ranked;
import org.incidentstats.brief.BriefContent.TrendPoint;
import org.incidentstats.brief.BriefContent.YearRow;
import org.incidentstats.brief.TableOutline.Column;
import org.incidentstats.event.Estimate;
import org.incidentstats.event.Event;
import org.incidentstats.event.EventDate;
import org.incidentstats.statistics.Tally;

/** The tables of a brief: which columns each has, and what they say of a row. */
final class BriefTables {

    private final BriefWords words;

    BriefTables(BriefWords words) {
        this.words = words;
    }

    /** Every table, in the order of the sheets. */
    List<TableOutline<?>> all() {
        return List.of(
                byCountry(),
                byNationality(),
                byYear(),
                incidents(Map.of(), Map.of()),
                trend(),
                countryRanking(),
                nationalityRanking());
    }

    TableOutline<TrendPoint> trend() {
        return new TableOutline<>(
                "Trend",
                List.of(
                        column(
                                BriefWords.MONTH_OF_TREND,
                                point -> new CellValue.Day(point.month().atDay(1))),
                        column(BriefWords.INCIDENTS, point -> figure(point.incidents())),
                        column(BriefWords.ATTACKS, point -> figure(point.attacks())),
                        column(BriefWords.KILLED_OF_TREND, point -> figure(point.killed()))),
                BriefWords.NONE);
    }

    TableOutline<Ranked> countryRanking() {
        return ranking("CountryRanking", BriefWords.COUNTRY);
    }

    TableOutline<Ranked> nationalityRanking() {
        return ranking("NationalityRanking", BriefWords.NATIONALITY);
    }

    TableOutline<PlaceRow> byCountry() {
        return places("ByCountry", BriefWords.COUNTRY);
    }

    TableOutline<PlaceRow> byNationality() {
        return places("ByNationality", BriefWords.NATIONALITY);
    }

    TableOutline<YearRow> byYear() {
        return new TableOutline<>(
                "ByYear",
                join(
                        List.of(
                                column(BriefWords.YEAR, row -> year(row.year())),
                                column(BriefWords.INCIDENTS, row -> figure(row.incidents()))),
                        tally(BriefWords.PERPETRATORS, YearRow::perpetrators),
                        tally(BriefWords.KILLED, YearRow::killed),
                        tally(BriefWords.WOUNDED, YearRow::wounded),
                        tally(BriefWords.ARRESTED, YearRow::arrested)),
                BriefWords.NONE);
    }

    /** The incidents, with countries and nationalities called as in the other tables of the content. */
    TableOutline<Incident> incidents(BriefContent content) {
        return incidents(labels(content.byCountry()), labels(content.byNationality()));
    }

    private TableOutline<Ranked> ranking(String name, String header) {
        return new TableOutline<>(
                name,
                List.of(
                        column(header, row -> text(words.besideBar(row.label()))),
                        column(BriefWords.THIS_MONTH, row -> figure(row.month())),
                        column(BriefWords.REST_OF_TWELVE_MONTHS, row -> figure(row.rest()))),
                BriefWords.NONE);
    }

    private static TableOutline<PlaceRow> places(String name, String header) {
        return new TableOutline<>(
                name,
                join(
                        List.of(
                                column(header, row -> text(row.label())),
                                column(BriefWords.CODE, row -> text(row.code())),
                                column(BriefWords.THIS_MONTH, row -> figure(row.month())),
                                column(BriefWords.MONTH_BEFORE, row -> figure(row.previous())),
                                column(BriefWords.TWELVE_MONTHS, row -> figure(row.twelveMonths()))),
                        tally(BriefWords.PERPETRATORS, PlaceRow::perpetrators),
                        tally(BriefWords.KILLED, PlaceRow::killed),
                        tally(BriefWords.WOUNDED, PlaceRow::wounded),
                        tally(BriefWords.ARRESTED, PlaceRow::arrested)),
                BriefWords.NONE);
    }

    private static <T> List<Column<T>> tally(String measure, Function<T, Tally> tally) {
        return List.of(
                column(
                        measure + " " + BriefWords.LOW,
                        row -> figure(tally.apply(row).low())),
                column(
                        measure + " " + BriefWords.BEST,
                        row -> figure(tally.apply(row).best())),
                column(
                        measure + " " + BriefWords.HIGH,
                        row -> figure(tally.apply(row).high())),
                column(
                        measure + " " + BriefWords.NO_FIGURE,
                        row -> figure(tally.apply(row).unknown())));
    }

    private TableOutline<Incident> incidents(Map<String, String> countries, Map<String, String> nationalities) {
        return new TableOutline<>(
                "Incidents",
                List.of(
                        ofEvent(BriefWords.INCIDENT, event -> text(event.title())),
                        ofEvent(BriefWords.DATE, event -> date(event.date())),
                        ofEvent(
                                BriefWords.COUNTRY,
                                event -> list(event.places(), place -> {
                                    String code = place.country().code();
                                    return countries.getOrDefault(code, code);
                                })),
                        ofEvent(
                                BriefWords.PLACE,
                                event -> list(event.places(), place -> place.locality()
                                        .or(place::admin1)
                                        .orElse(""))),
                        ofEvent(
                                BriefWords.CATEGORY,
                                event -> text(words.code(event.category().code()))),
                        ofEvent(BriefWords.TYPE, event -> text(words.code(event.type()))),
                        ofEvent(
                                BriefWords.GROUPS,
                                event -> event.groups().isEmpty()
                                        ? text(BriefWords.UNKNOWN)
                                        : list(event.groups(), Function.identity())),
                        ofEvent(
                                BriefWords.NATIONALITY,
                                event -> event.perpetrators().isEmpty()
                                        ? text(BriefWords.UNKNOWN)
                                        : list(event.perpetrators(), some -> {
                                            String code = some.nationality().code();
                                            return words.perpetrators(
                                                    nationalities.getOrDefault(code, code), some.count());
                                        })),
                        ofEvent(
                                BriefWords.KILLED,
                                event -> estimate(event.casualties().flatMap(Event.Casualties::killed))),
                        ofEvent(
                                BriefWords.WOUNDED,
                                event -> estimate(event.casualties().flatMap(Event.Casualties::wounded))),
                        ofEvent(BriefWords.ARRESTED, event -> estimate(event.arrested())),
                        ofEvent(
                                BriefWords.EVIDENCE,
                                event -> text(words.code(event.evidence().code()))),
                        ofEvent(
                                BriefWords.OUTCOME,
                                event -> text(words.code(event.outcome().code()))),
                        ofEvent(BriefWords.SOURCE, event -> list(event.sources(), BriefTables::source)),
                        ofEvent(BriefWords.SOURCE_LINK, BriefTables::sourceLink),
                        column(
                                BriefWords.RECORD,
                                incident ->
                                        new CellValue.Link(incident.version().id(), incident.link())),
                        ofEvent(BriefWords.NOTE, event -> text(event.note().orElse("")))),
                BriefWords.NONE_IN_MONTH);
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

    private static <T> Column<T> column(String header, Function<T, CellValue> cell) {
        return new Column<>(header, cell);
    }

    private static Column<Incident> ofEvent(String header, Function<Event, CellValue> cell) {
        return new Column<>(header, incident -> cell.apply(incident.version().event()));
    }

    @SafeVarargs
    private static <T> List<Column<T>> join(List<Column<T>>... parts) {
        return Arrays.stream(parts).flatMap(List::stream).toList();
    }

    private static CellValue text(String text) {
        return new CellValue.Text(text);
    }

    private static CellValue figure(long figure) {
        return new CellValue.Figure(figure);
    }
}
