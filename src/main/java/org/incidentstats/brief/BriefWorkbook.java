package org.incidentstats.brief;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.incidentstats.brief.BriefContent.Figure;
import org.incidentstats.brief.BriefContent.Incident;
import org.incidentstats.brief.BriefContent.KeyFigure;
import org.incidentstats.brief.BriefContent.Ranked;

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
    private final BriefTables tables = new BriefTables(words);

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
        TableOutline<Incident> incidents = tables.incidents(content);
        try (TemplateFiller filler = new TemplateFiller(template, names(), tables.all())) {
            fillSummary(filler, content);
            filler.fill(tables.trend(), content.trend());
            filler.fill(tables.countryRanking(), first(content.countries()));
            filler.fill(tables.nationalityRanking(), first(content.nationalities()));
            filler.fill(tables.byCountry(), content.byCountry());
            filler.fill(tables.byNationality(), content.byNationality());
            filler.fill(tables.byYear(), content.byYear());
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
        return new BriefTables(new BriefWords())
                .all().stream()
                        .collect(Collectors.toMap(
                                TableOutline::name, TableOutline::headers, (one, other) -> one, LinkedHashMap::new));
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

    private static List<Ranked> first(List<Ranked> ranked) {
        return ranked.subList(0, Math.min(ranked.size(), BARS));
    }

    private static String name(Figure figure, String part) {
        return figure.name().charAt(0) + figure.name().substring(1).toLowerCase(Locale.ROOT) + part;
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
