package org.incidentstats.brief;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.incidentstats.brief.BriefContent.Figure;
import org.incidentstats.brief.BriefContent.Incident;
import org.incidentstats.brief.BriefContent.KeyFigure;
import org.incidentstats.brief.BriefContent.PlaceRow;
import org.incidentstats.brief.BriefContent.Ranked;
import org.incidentstats.brief.BriefContent.TrendPoint;
import org.incidentstats.brief.BriefContent.YearRow;
import org.incidentstats.brief.TableOutline.Column;
import org.incidentstats.event.Estimate;
import org.incidentstats.event.Event;
import org.incidentstats.event.EventDate;
import org.incidentstats.statistics.Tally;

/**
 * The monthly brief as an .xlsx workbook: the template of {@code reports-templates/}, filled. The template decides how
 * the brief looks, the code what it says; they meet in the names of {@link #names()} and {@link #tables()}.
 *
 * <p>The same content gives the same bytes.
 */
@Singleton
public final class BriefWorkbook {

    /** The bars that a ranking has room for. */
    static final int BARS = 10;

    private static final String TEMPLATE = "/reports-templates/monthly-brief.xlsx";
    private static final Set<Figure> ESTIMATES = EnumSet.of(Figure.KILLED, Figure.WOUNDED, Figure.ARRESTED);

    private final byte[] template;
    private final BriefWords words = new BriefWords();

    private final TableOutline<TrendPoint> trend = new TableOutline<>(
            "Trend",
            List.of(
                    column(
                            BriefWords.MONTH_OF_TREND,
                            point -> new CellValue.Day(point.month().atDay(1))),
                    column(BriefWords.INCIDENTS, point -> figure(point.incidents())),
                    column(BriefWords.ATTACKS, point -> figure(point.attacks())),
                    column(BriefWords.KILLED_OF_TREND, point -> figure(point.killed()))),
            BriefWords.NONE);
    private final TableOutline<Ranked> countryRanking = ranking("CountryRanking", BriefWords.COUNTRY);
    private final TableOutline<Ranked> nationalityRanking = ranking("NationalityRanking", BriefWords.NATIONALITY);
    private final TableOutline<PlaceRow> byCountry = places("ByCountry", BriefWords.COUNTRY);
    private final TableOutline<PlaceRow> byNationality = places("ByNationality", BriefWords.NATIONALITY);
    private final TableOutline<YearRow> byYear = new TableOutline<>(
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

    /** A workbook made from the template that comes with the application. */
    @Inject
    public BriefWorkbook() {
        this(ownTemplate());
    }

    /**
     * A workbook made from another template.
     *
     * @param template an .xlsx file with the names, tables and columns that {@code reports-templates/README.md} lists
     */
    public BriefWorkbook(byte[] template) {
        this.template = template.clone();
    }

    /**
     * The brief.
     *
     * @return the bytes of an .xlsx file, the same for the same content
     * @throws TemplateException if the template lacks a name, a table or a column, or has one that nothing fills
     */
    public byte[] write(BriefContent content) {
        TableOutline<Incident> incidents = incidents(content);
        try (TemplateFiller filler = new TemplateFiller(template, names(), outlines(incidents))) {
            fillSummary(filler, content);
            filler.fill(trend, content.trend());
            filler.fill(countryRanking, first(content.countries()));
            filler.fill(nationalityRanking, first(content.nationalities()));
            filler.fill(byCountry, content.byCountry());
            filler.fill(byNationality, content.byNationality());
            filler.fill(byYear, content.byYear());
            filler.fill(incidents, content.incidents());
            fillHeadings(filler, content);
            fillLinks(filler, content.links());
            filler.describe(words.documentTitle(content.month()), BriefWords.AUTHOR, content.asOf());
            return filler.finish();
        }
    }

    /** The defined names that a template must have, each for one cell. */
    static List<String> names() {
        List<String> names = new ArrayList<>(List.of("BriefMonth", "AsOf", "PossibleIncidents"));
        for (Figure figure : Figure.values()) {
            names.add(name(figure, "Value"));
            names.add(name(figure, "Change"));
            if (ESTIMATES.contains(figure)) {
                names.add(name(figure, "Uncertainty"));
            }
        }
        names.addAll(List.of("TrendTitle", "CountriesTitle", "NationalitiesTitle"));
        names.addAll(List.of("CountriesHeading", "NationalitiesHeading", "YearsHeading", "IncidentsHeading"));
        names.addAll(List.of("CountriesLink", "NationalitiesLink", "YearsLink", "IncidentsLink", "PossibleLink"));
        return names;
    }

    /** The tables that a template must have, and the headers of their columns. */
    static Map<String, List<String>> tables() {
        BriefWorkbook workbook = new BriefWorkbook(new byte[0]);
        return workbook.outlines(workbook.incidents(Map.of(), Map.of())).stream()
                .collect(Collectors.toMap(
                        TableOutline::name, TableOutline::headers, (one, other) -> one, LinkedHashMap::new));
    }

    private List<TableOutline<?>> outlines(TableOutline<Incident> incidents) {
        return List.of(byCountry, byNationality, byYear, incidents, trend, countryRanking, nationalityRanking);
    }

    private void fillSummary(TemplateFiller filler, BriefContent content) {
        YearMonth month = content.month();
        YearMonth before = month.minusMonths(1);
        long incidents = content.keyFigures().stream()
                .filter(figure -> figure.figure() == Figure.INCIDENTS)
                .mapToLong(KeyFigure::value)
                .sum();
        filler.fill("BriefMonth", text(words.month(month)));
        filler.fill("AsOf", text(words.asOf(content.asOf())));
        String possible = words.possible(content.possible(), month);
        filler.fill(
                "PossibleIncidents",
                content.possible() == 0
                        ? text(possible)
                        : new CellValue.Link(possible, content.links().possible()));
        for (KeyFigure figure : content.keyFigures()) {
            // The sum over incidents that all give no figure is 0 by the counting rules, and nobody knows it
            boolean unknown = incidents > 0
                    && figure.tally().filter(t -> t.unknown() == incidents).isPresent();
            filler.fill(name(figure.figure(), "Value"), unknown ? text(BriefWords.UNKNOWN) : figure(figure.value()));
            filler.fill(
                    name(figure.figure(), "Change"),
                    text(
                            unknown
                                    ? words.previous(figure.previous(), before)
                                    : words.change(figure.value(), figure.previous(), before)));
            if (ESTIMATES.contains(figure.figure())) {
                filler.fill(
                        name(figure.figure(), "Uncertainty"),
                        text(figure.tally()
                                .map(tally -> words.uncertainty(tally, incidents))
                                .orElse("")));
            }
        }
    }

    private void fillHeadings(TemplateFiller filler, BriefContent content) {
        YearMonth month = content.month();
        int countries = content.countries().size();
        int nationalities = content.nationalities().size();
        filler.fill("TrendTitle", text(words.trendTitle(content.trend())));
        filler.fill("CountriesTitle", text(words.countriesTitle(month, Math.min(countries, BARS), countries)));
        filler.fill(
                "NationalitiesTitle",
                text(words.nationalitiesTitle(month, Math.min(nationalities, BARS), nationalities)));
        filler.fill("CountriesHeading", text(words.countriesHeading(month)));
        filler.fill("NationalitiesHeading", text(words.nationalitiesHeading(month)));
        filler.fill("YearsHeading", text(words.yearsHeading(month)));
        filler.fill(
                "IncidentsHeading",
                text(words.incidentsHeading(month, content.incidents().size())));
    }

    private static void fillLinks(TemplateFiller filler, BriefContent.Links links) {
        filler.fill("CountriesLink", address(links.countries()));
        filler.fill("NationalitiesLink", address(links.nationalities()));
        filler.fill("YearsLink", address(links.years()));
        filler.fill("IncidentsLink", address(links.incidents()));
        filler.fill("PossibleLink", address(links.possible()));
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

    private TableOutline<Incident> incidents(BriefContent content) {
        return incidents(labels(content.byCountry()), labels(content.byNationality()));
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
                        ofEvent(BriefWords.SOURCE, event -> list(event.sources(), BriefWorkbook::source)),
                        ofEvent(BriefWords.SOURCE_LINK, BriefWorkbook::sourceLink),
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

    private static List<Ranked> first(List<Ranked> ranked) {
        return ranked.subList(0, Math.min(ranked.size(), BARS));
    }

    private static String name(Figure figure, String part) {
        return figure.name().charAt(0) + figure.name().substring(1).toLowerCase(java.util.Locale.ROOT) + part;
    }

    private static <T> Column<T> column(String header, Function<T, CellValue> cell) {
        return new Column<>(header, cell);
    }

    private static Column<Incident> ofEvent(String header, Function<Event, CellValue> cell) {
        return new Column<>(header, incident -> cell.apply(incident.version().event()));
    }

    @SafeVarargs
    private static <T> List<Column<T>> join(List<Column<T>>... parts) {
        return java.util.Arrays.stream(parts).flatMap(List::stream).toList();
    }

    private static CellValue text(String text) {
        return new CellValue.Text(text);
    }

    private static CellValue figure(long figure) {
        return new CellValue.Figure(figure);
    }

    private static CellValue address(URI address) {
        return new CellValue.Link(address.toString(), address);
    }

    private static byte[] ownTemplate() {
        try (InputStream in = BriefWorkbook.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new TemplateException("there is no template " + TEMPLATE + " in the application");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
