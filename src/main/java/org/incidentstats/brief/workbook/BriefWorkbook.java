package org.incidentstats.brief.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.content.BriefContent.Ranked;
import org.incidentstats.brief.content.Figures;
import org.incidentstats.brief.content.Figures.Amount;
import org.incidentstats.brief.content.Figures.Figure;
import org.incidentstats.brief.content.Figures.KeyFigure;
import org.incidentstats.brief.words.BriefWords;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.vocabulary.Language;
import org.incidentstats.workbook.CellValue;
import org.incidentstats.workbook.TemplateException;
import org.incidentstats.workbook.TemplateFiller;

/**
 * The monthly brief as an .xlsx workbook: the template of {@code reports-templates/}, filled. The template decides how
 * the brief looks, the code what it says; they meet in the names of {@link #names()} and {@link #tables(Language)}.
 *
 * <p>The same content gives the same bytes.
 */
@Singleton
public final class BriefWorkbook {

    /** The bars that a ranking has room for. */
    public static final int BARS = 10;

    private final Codebook codebook;
    private final Map<Language, byte[]> templates = new EnumMap<>(Language.class);

    /** Workbooks made from the templates that come with the application. */
    @Inject
    public BriefWorkbook(Codebook codebook) {
        this.codebook = codebook;
        for (Language language : Language.values()) {
            templates.put(language, ownTemplate(language));
        }
    }

    /**
     * Workbooks made from another template.
     *
     * @param template an .xlsx file with the names, tables and columns that {@code reports-templates/README.md} lists
     */
    public BriefWorkbook(Codebook codebook, Language language, byte[] template) {
        this.codebook = codebook;
        this.templates.put(language, template.clone());
    }

    /** The SHA-256 of the template, in hexadecimal. */
    public String templateHash(Language language) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(templates.get(language)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The brief.
     *
     * @param version the version of the application
     * @return the bytes of an .xlsx file, the same for the same content
     * @throws TemplateException if the template lacks a name, a table or a column, or has one that nothing fills
     */
    public byte[] write(BriefContent content, String version) {
        Language language = content.language();
        try (TemplateFiller filler =
                new TemplateFiller(Objects.requireNonNull(templates.get(language)), names(), tables(language))) {
            new Filling(filler, content, BriefWords.of(language, codebook), version).fill();
            return filler.finish();
        }
    }

    /** The defined names that a template must have, each for one cell. */
    static List<String> names() {
        List<String> names = new ArrayList<>(
                List.of("BriefMonth", "Scope", "AsOf", "Movers", "WithoutNationality", "PossibleIncidents"));
        for (Figure figure : Figure.values()) {
            names.add(name(figure, "Value"));
            names.add(name(figure, "Change"));
            names.add(name(figure, "YearChange"));
            if (figure == Figure.KILLED || figure == Figure.WOUNDED || figure == Figure.ARRESTED) {
                names.add(name(figure, "Uncertainty"));
            }
        }
        names.addAll(List.of("TrendTitle", "CountriesTitle", "NationalitiesTitle"));
        names.addAll(List.of(
                "CountriesHeading",
                "NationalitiesHeading",
                "YearsHeading",
                "PairsHeading",
                "IncidentsHeading",
                "RevisionsHeading"));
        names.addAll(List.of("Citation", "Version"));
        names.addAll(List.of(
                "TrendLink",
                "CountriesLink",
                "NationalitiesLink",
                "TwelveMonthsLink",
                "PairsLink",
                "YearsLink",
                "IncidentsLink",
                "PossibleLink",
                "BriefLink",
                "DataLink"));
        return names;
    }

    /** The tables that a template must have, and the headers of their columns. */
    public Map<String, List<String>> tables(Language language) {
        return BriefTables.headers(language, codebook);
    }

    static String name(Figure figure, String part) {
        return figure.name().charAt(0) + figure.name().substring(1).toLowerCase(Locale.ROOT) + part;
    }

    /** One template being filled with one content. */
    private final class Filling {

        private final TemplateFiller filler;
        private final BriefContent content;
        private final Figures figures;
        private final YearMonth month;
        private final BriefWords words;
        private final BriefTables tables;
        private final String version;

        Filling(TemplateFiller filler, BriefContent content, BriefWords words, String version) {
            this.filler = filler;
            this.content = content;
            this.figures = content.figures();
            this.month = content.month();
            this.words = words;
            this.tables = new BriefTables(words);
            this.version = version;
        }

        void fill() {
            fillSummary();
            fillTables();
            fillHeadings();
            describeCharts();
            fillMethod();
            filler.describe(
                    words.documentTitle(month),
                    BriefWords.AUTHOR,
                    content.moment().madeAt());
        }

        private void fillSummary() {
            text("BriefMonth", words.month(month));
            text("Scope", words.scope(content.scope()));
            text("AsOf", words.moment(content.moment()));
            text("Movers", words.movers(content.movers(), month));
            text(
                    "WithoutNationality",
                    words.withoutNationality(
                            figures.unknown().withoutNationality(),
                            figures.now(Figure.INCIDENTS).value()));
            long possible = figures.unknown().possible();
            String mayBelong = words.possible(possible, month);
            filler.fill(
                    "PossibleIncidents",
                    possible == 0
                            ? new CellValue.Text(mayBelong)
                            : new CellValue.Link(mayBelong, content.links().possible()));
            figures.keyFigures().forEach(this::fillKeyFigure);
        }

        private void fillKeyFigure(KeyFigure key) {
            Amount now = key.now();
            filler.fill(
                    name(key.figure(), "Value"),
                    now.known() ? new CellValue.Figure(now.value()) : new CellValue.Text(words.unknown()));
            text(name(key.figure(), "Change"), words.change(now, key.previous(), month.minusMonths(1)));
            text(name(key.figure(), "YearChange"), words.change(now, key.yearBefore(), month.minusYears(1)));
            now.tally()
                    .ifPresent(tally ->
                            text(name(key.figure(), "Uncertainty"), words.uncertainty(tally, now.incidents())));
        }

        private void fillTables() {
            filler.fill(tables.trend(BriefWords.average(figures.average())), figures.trend());
            filler.fill(tables.countryRanking(), first(content.countryRanking()));
            filler.fill(tables.nationalityRanking(), first(content.nationalityRanking()));
            filler.fill(tables.byCountry(), figures.byCountry());
            filler.fill(tables.byNationality(), figures.byNationality());
            filler.fill(tables.byYear(), figures.byYear());
            filler.fill(tables.pairs(figures.byNationality()), BriefTables.pairRows(figures));
            filler.fill(tables.incidents(content), content.incidents());
            filler.fill(
                    tables.revisions(
                            words.noRevision(content.revisions()),
                            content.links().data()),
                    BriefTables.revisionRows(content.revisions()));
        }

        private void fillHeadings() {
            int countries = figures.byCountry().size();
            int nationalities = figures.byNationality().size();
            text("TrendTitle", words.trendTitle(figures.trend(), figures.average()));
            text("CountriesTitle", words.countriesTitle(month, Math.min(countries, BARS), countries));
            text("NationalitiesTitle", words.nationalitiesTitle(month, Math.min(nationalities, BARS), nationalities));
            text("CountriesHeading", words.countriesHeading(month));
            text("NationalitiesHeading", words.nationalitiesHeading(month));
            text("YearsHeading", words.yearsHeading(month));
            text("PairsHeading", words.pairsHeading(month));
            text(
                    "IncidentsHeading",
                    words.incidentsHeading(month, content.incidents().size()));
            text("RevisionsHeading", words.revisionsHeading(content.revisions()));
        }

        private void describeCharts() {
            List<Ranked> countries = content.countryRanking();
            List<Ranked> nationalities = content.nationalityRanking();
            filler.describeCharts(BriefTables.TREND, words.trendDescription(figures.trend(), figures.average()));
            filler.describeCharts(
                    BriefTables.COUNTRY_RANKING, words.countriesDescription(month, first(countries), countries.size()));
            filler.describeCharts(
                    BriefTables.NATIONALITY_RANKING,
                    words.nationalitiesDescription(month, first(nationalities), nationalities.size()));
        }

        private void fillMethod() {
            text("Citation", words.citation(content));
            text("Version", words.version(version, templateHash(content.language()), content.moment()));
            BriefContent.Links links = content.links();
            address("TrendLink", links.trend());
            address("CountriesLink", links.countries());
            address("NationalitiesLink", links.nationalities());
            address("TwelveMonthsLink", links.twelveMonths());
            address("PairsLink", links.pairs());
            address("YearsLink", links.years());
            address("IncidentsLink", links.incidents());
            address("PossibleLink", links.possible());
            address("BriefLink", links.brief());
            address("DataLink", links.data());
        }

        private void text(String name, String text) {
            filler.fill(name, new CellValue.Text(text));
        }

        private void address(String name, URI address) {
            filler.fill(name, new CellValue.Link(address.toString(), address));
        }
    }

    private static List<Ranked> first(List<Ranked> ranked) {
        return ranked.subList(0, Math.min(ranked.size(), BARS));
    }

    /** {@code monthly-brief.xlsx} in English, {@code monthly-brief.ru.xlsx} in Russian. */
    public static String templateName(Language language) {
        return "monthly-brief%s.xlsx".formatted(language == Language.EN ? "" : "." + language.code());
    }

    private static byte[] ownTemplate(Language language) {
        String name = "/reports-templates/" + templateName(language);
        try (InputStream in = BriefWorkbook.class.getResourceAsStream(name)) {
            return Optional.ofNullable(in)
                    .orElseThrow(() -> new TemplateException("there is no template " + name + " in the application"))
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
