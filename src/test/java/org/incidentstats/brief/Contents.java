package org.incidentstats.brief;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.content.BriefContent.Incident;
import org.incidentstats.brief.content.BriefContent.Links;
import org.incidentstats.brief.content.BriefContent.Moment;
import org.incidentstats.brief.content.BriefContent.Mover;
import org.incidentstats.brief.content.BriefContent.Movers;
import org.incidentstats.brief.content.Figures;
import org.incidentstats.brief.content.Figures.Amount;
import org.incidentstats.brief.content.Figures.Figure;
import org.incidentstats.brief.content.Figures.KeyFigure;
import org.incidentstats.brief.content.Figures.Pair;
import org.incidentstats.brief.content.Figures.PlaceRow;
import org.incidentstats.brief.content.Figures.TrendPoint;
import org.incidentstats.brief.content.Figures.Unknown;
import org.incidentstats.brief.content.Figures.YearRow;
import org.incidentstats.brief.content.Quantity;
import org.incidentstats.brief.content.Revisions;
import org.incidentstats.brief.content.Revisions.Cause;
import org.incidentstats.brief.content.Revisions.How;
import org.incidentstats.brief.content.Revisions.Revision;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.event.Estimate;
import org.incidentstats.event.Event;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Status;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Tally;
import org.incidentstats.time.Comparison;
import org.incidentstats.time.EventDate;
import org.incidentstats.vocabulary.Category;
import org.incidentstats.vocabulary.Country;
import org.incidentstats.vocabulary.Evidence;
import org.incidentstats.vocabulary.Language;
import org.incidentstats.vocabulary.Nationality;
import org.incidentstats.vocabulary.Outcome;

/** What briefs may have to say. */
public final class Contents {

    public static final YearMonth MONTH = YearMonth.of(2023, 7);
    public static final Instant AS_OF = Instant.parse("2023-08-05T06:00:00Z");

    private static final String API = "https://api.example.org/v1/";

    private Contents() {}

    /** July 2023 of the sample data set, with the months before it. */
    public static BriefContent july() {
        int[][] months = {
            {0, 0, 0}, {0, 0, 0}, {1, 1, 0}, {1, 1, 0}, {0, 0, 0}, {1, 0, 0}, {1, 0, 0}, {0, 0, 0}, {1, 1, 13},
            {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {1, 0, 0, 1}, {2, 0, 0, 2}
        };
        Tally arrested = new Tally(41, 41, 41, 0, 1);
        Tally nobodyKnows = new Tally(0, 0, 0, 2, 0);
        Tally nobodyKnew = new Tally(0, 0, 0, 1, 0);
        return content(
                new Figures(
                        List.of(
                                count(Figure.INCIDENTS, 2, 2, 1),
                                count(Figure.ATTACKS, 2, 0, 0),
                                estimate(Figure.KILLED, 2, nobodyKnows, nobodyKnew),
                                estimate(Figure.WOUNDED, 2, nobodyKnows, nobodyKnew),
                                estimate(Figure.ARRESTED, 2, arrested, nobodyKnew),
                                count(Figure.COUNTRIES, 2, 3, 1)),
                        trend(months),
                        List.of(
                                place("TUR", "Türkiye", 1, 0, 1, new Tally(32, 32, 32, 0, 1)),
                                place("DEU", "Germany", 1, 0, 1, Tally.of(Optional.of(Estimate.exactly(9)))),
                                place("NLD", "Netherlands", 1, 0, 1, Tally.of(Optional.of(Estimate.exactly(9)))),
                                place("IRN", "Iran", 0, 0, 1, Tally.NONE),
                                place("POL", "Poland", 0, 1, 1, Tally.NONE)),
                        List.of(
                                place("TJK", "Tajikistan", 1, 1, 4, new Tally(6, 6, 6, 0, 0)),
                                place("KGZ", "Kyrgyzstan", 1, 0, 1, new Tally(1, 1, 1, 0, 0)),
                                place("TKM", "Turkmenistan", 1, 0, 1, new Tally(1, 1, 1, 0, 0)),
                                place("unknown", "Unknown", 1, 0, 1, new Tally(32, 32, 32, 0, 1))),
                        List.of(
                                year("2018", 1, 4),
                                year("2019", 3, 17),
                                year("2020", 1, 0),
                                year("2022", 9, 13),
                                year("2022/2023", 3, 0),
                                year("2023", 3, 0)),
                        List.of(
                                new Pair("DEU", "TJK", 1),
                                new Pair("DEU", "TKM", 1),
                                new Pair("NLD", "TJK", 1),
                                new Pair("POL", "TJK", 1),
                                new Pair("TUR", "unknown", 1)),
                        new Unknown(1, 0, 5)),
                List.of(
                        incident(
                                "turkey-churches-network",
                                event(
                                        "Network plotting against churches and two consulates taken down in Turkey",
                                        Category.PLOT,
                                        "attack-plot",
                                        "2023-07",
                                        List.of(place("TUR", "Istanbul")),
                                        List.of("ISKP"),
                                        List.of(new Event.Perpetrators(Nationality.UNKNOWN, Optional.empty())),
                                        Optional.of(Estimate.atLeast(32)),
                                        List.of(source(
                                                "Institute of the Middle East",
                                                "ISKP militants become more active in Central Asia",
                                                "https://www.example.org/research/2024/iskp-central-asia")),
                                        "The source counts the arrested of two waves together.")),
                        incident(
                                "germany-netherlands-arrests",
                                event(
                                        "Nine people arrested in Germany and the Netherlands for founding a terrorist"
                                                + " group",
                                        Category.ENFORCEMENT,
                                        "arrest",
                                        "2023-07-06",
                                        List.of(place("DEU", "North Rhine-Westphalia"), place("NLD", "Eindhoven")),
                                        List.of("ISKP"),
                                        List.of(
                                                perpetrators("TJK", Optional.of(Estimate.exactly(6))),
                                                perpetrators("TKM", Optional.of(Estimate.exactly(1))),
                                                perpetrators("KGZ", Optional.empty())),
                                        Optional.of(Estimate.exactly(9)),
                                        List.of(
                                                source(
                                                        "Institute of the Middle East",
                                                        "ISKP militants become more active in Central Asia",
                                                        "https://www.example.org/research/2024/iskp-central-asia"),
                                                source(
                                                        null,
                                                        "The risk of a caliphate reappears in Central Asia",
                                                        "https://news.example.com/2024/caliphate")),
                                        "Seven arrested in Germany, two in the Netherlands."))));
    }

    /** A year without any incident. */
    public static BriefContent empty() {
        List<KeyFigure> figures = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            boolean estimate =
                    List.of(Figure.KILLED, Figure.WOUNDED, Figure.ARRESTED).contains(figure);
            Amount now = new Amount(true, 0, 0, estimate ? Optional.of(Tally.NONE) : Optional.empty());
            Amount before = new Amount(false, 0, 0, now.tally());
            figures.add(new KeyFigure(figure, now, now, before));
        }
        return content(
                new Figures(
                        figures,
                        trend(new int[18][3]),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Unknown(0, 0, 0)),
                List.of());
    }

    /** A busy month in sixty countries, some with long names. */
    public static BriefContent sixtyCountries() {
        return countries(60);
    }

    /** As many countries, and as many nationalities. */
    public static BriefContent countries(int number) {
        String[] names = {
            "United Kingdom of Great Britain and Northern Ireland",
            "Democratic Republic of the Congo",
            "Saint Helena, Ascension and Tristan da Cunha",
            "Iran (Islamic Republic of)"
        };
        List<Pair> pairs = new ArrayList<>();
        List<PlaceRow> rows = new ArrayList<>();
        for (int index = 0; index < number; index++) {
            String code = "" + (char) ('A' + index / 26) + (char) ('A' + index % 26) + "Z";
            String label = index < names.length ? names[index] : "Country number " + index;
            long month = 1_240 / (index + 2);
            pairs.add(new Pair(code, "AAZ", month));
            if (index > 0) {
                pairs.add(new Pair("AAZ", code, month / 2));
            }
            rows.add(new PlaceRow(
                    code,
                    label,
                    month,
                    month + 3 - index % 7,
                    month * 10,
                    new Tally(month, month * 3, month * 30, index % 5, 2),
                    new Tally(month * 20, month * 21, month * 40, index % 4, 0),
                    new Tally(month * 60, month * 61, month * 90, index % 3, 0),
                    new Tally(month, month, month, month, 0)));
        }
        int[][] months = IntStream.range(0, 18)
                .mapToObj(i -> new int[] {1_800 + 37 * i % 400, 900 + 91 * i % 300, 12_000 + 997 * i % 5_000})
                .toArray(int[][]::new);
        List<Incident> incidents = IntStream.range(0, 120)
                .mapToObj(index -> incident(
                        "busy-" + index,
                        event(
                                "An incident that needs a rather long title to be told apart from the others, no. "
                                        + index,
                                Category.ATTACK,
                                "suicide-bombing",
                                "2023-07-%02d".formatted(1 + index / 4),
                                List.of(place("AAZ", "Somewhere in the United Kingdom")),
                                List.of("ISKP", "TTP"),
                                List.of(perpetrators("BBZ", Optional.of(estimate(1, null, 2)))),
                                Optional.of(estimate(null, 12_345, null)),
                                List.of(source("A publisher", "A report", "https://news.example.com/" + index)),
                                "A note.")))
                .toList();
        Tally large = new Tally(11_200, 12_345, 23_456, 217, 31);
        return content(
                new Figures(
                        List.of(
                                count(Figure.INCIDENTS, 2_046, 2_046, 1_998),
                                count(Figure.ATTACKS, 2_046, 1_147, 1_240),
                                estimate(Figure.KILLED, 2_046, large, new Tally(1, 13_579, 13_580, 12, 0)),
                                estimate(Figure.WOUNDED, 2_046, large, large),
                                estimate(Figure.ARRESTED, 2_046, large, new Tally(1, 1, 1, 0, 0)),
                                count(Figure.COUNTRIES, 2_046, number, number - 2L)),
                        trend(months),
                        rows,
                        rows,
                        IntStream.rangeClosed(1970, 2023)
                                .mapToObj(year -> year(Integer.toString(year), 20_000 + year, 100_000 + year))
                                .toList(),
                        pairs,
                        new Unknown(217, 31, 1_234)),
                incidents);
    }

    /** {@link #sixtyCountries()}, with movers and revisions. */
    public static BriefContent busy() {
        BriefContent sixty = sixtyCountries();
        List<Mover> movers = IntStream.range(0, 6)
                .mapToObj(index -> new Mover(
                        index % 2 == 0 ? Dimension.COUNTRY : Dimension.GROUP,
                        "AAZ",
                        index % 2 == 0
                                ? "United Kingdom of Great Britain and Northern Ireland"
                                : "Tehrik-i-Taliban Pakistan",
                        index % 3 == 0 ? Comparison.PREVIOUS : Comparison.YEAR_BEFORE,
                        MONTH.minusMonths(index % 3 == 0 ? 1 : 12),
                        1_230L + index,
                        index % 2 == 0 ? 1_840L : 12,
                        new BigDecimal("0.00123").scaleByPowerOfTen(-index)))
                .toList();
        List<Revision> revisions = IntStream.range(0, 40)
                .mapToObj(index -> new Revision(
                        new Quantity(
                                Quantity.What.KILLED,
                                Quantity.Part.values()[1 + index % 3],
                                "2023-0" + (1 + index % 6),
                                Optional.empty(),
                                Optional.of("AFG"),
                                Optional.empty()),
                        List.of(MONTH.minusMonths(2), MONTH.minusMonths(1)),
                        100,
                        103,
                        List.of(
                                cause("An attack recorded only this month, with a title of some length", 5),
                                cause("Another one", -2))))
                .toList();
        return new BriefContent(
                sixty.month(),
                new Scope(Map.of(Dimension.COUNTRY, Set.of("AFG", "TJK", "UZB"), Dimension.CATEGORY, Set.of("attack"))),
                sixty.language(),
                sixty.moment(),
                sixty.figures(),
                new Movers(movers, 128),
                Optional.of(new Revisions(6, revisions)),
                sixty.incidents(),
                sixty.links());
    }

    private static Cause cause(String title, long difference) {
        return new Cause(
                Optional.of("event-" + title.length()),
                Optional.of(title),
                difference > 0 ? How.RECORDED : How.RETRACTED,
                Optional.of("The authorities have published a list of the victims"),
                difference,
                Optional.of(URI.create(API + "events/event-" + title.length() + "/versions")));
    }

    private static KeyFigure count(Figure figure, long incidents, long now, long previous) {
        return new KeyFigure(
                figure,
                new Amount(true, incidents, now, Optional.empty()),
                new Amount(true, previous, previous, Optional.empty()),
                new Amount(true, 0, 0, Optional.empty()));
    }

    private static KeyFigure estimate(Figure figure, long incidents, Tally now, Tally previous) {
        return new KeyFigure(
                figure,
                new Amount(true, incidents, now.best(), Optional.of(now)),
                new Amount(true, Math.max(1, previous.unknown()), previous.best(), Optional.of(previous)),
                new Amount(false, 0, 0, Optional.of(Tally.NONE)));
    }

    private static BriefContent content(Figures figures, List<Incident> incidents) {
        return new BriefContent(
                MONTH,
                Scope.EVERYTHING,
                Language.EN,
                new Moment(27, AS_OF, AS_OF.plusSeconds(3_600), true),
                figures,
                Movers.NONE,
                Optional.of(new Revisions(0, List.of())),
                incidents,
                links());
    }

    /** The same in another language, as far as the code says it. */
    public static BriefContent in(Language language, BriefContent content) {
        return new BriefContent(
                content.month(),
                content.scope(),
                language,
                content.moment(),
                content.figures(),
                content.movers(),
                content.revisions(),
                content.incidents(),
                content.links());
    }

    public static Incident incident(String id, Event event) {
        return incident(id, event, URI.create(API + "events/" + id));
    }

    public static Incident incident(String id, Event event, URI link) {
        return new Incident(
                new EventVersion(
                        id, 1, Status.ACTIVE, AS_OF.minusSeconds(86_400), "editor", Optional.empty(), 1, event),
                link);
    }

    public static Event event(
            String title,
            Category category,
            String type,
            String date,
            List<Event.Place> places,
            List<String> groups,
            List<Event.Perpetrators> perpetrators,
            Optional<Estimate> arrested,
            List<Event.Source> sources,
            String note) {
        return new Event(
                title,
                Optional.empty(),
                category,
                type,
                EventDate.parse(date),
                places,
                groups,
                Optional.empty(),
                Outcome.FOILED,
                Evidence.OFFICIAL,
                Optional.empty(),
                perpetrators,
                List.of(),
                Optional.empty(),
                arrested,
                List.of(),
                List.of(),
                sources,
                List.of(),
                Optional.of(note));
    }

    /** {@link #july()} with other incidents. */
    public static BriefContent withIncidents(List<Incident> incidents) {
        return july().with(incidents);
    }

    /** {@link #july()} with another trend. */
    public static BriefContent withTrend(List<TrendPoint> trend) {
        Figures july = july().figures();
        return content(
                new Figures(
                        july.keyFigures(),
                        trend,
                        july.byCountry(),
                        july.byNationality(),
                        july.byYear(),
                        july.pairs(),
                        july.unknown()),
                july().incidents());
    }

    /** {@link #july()} with one country of this name, and without incidents. */
    public static BriefContent withCountry(String label) {
        Figures july = july().figures();
        return content(
                new Figures(
                        july.keyFigures(),
                        july.trend(),
                        List.of(place("DEU", label, 1, 0, 1, Tally.NONE)),
                        july.byNationality(),
                        july.byYear(),
                        july.pairs(),
                        july.unknown()),
                List.of());
    }

    /** {@link #july()} with movers and revisions. */
    public static BriefContent with(Movers movers, Revisions revisions) {
        BriefContent july = july();
        return new BriefContent(
                july.month(),
                july.scope(),
                july.language(),
                july.moment(),
                july.figures(),
                movers,
                Optional.of(revisions),
                july.incidents(),
                july.links());
    }

    public static Event.Place place(String country, String locality) {
        return new Event.Place(
                new Country(country),
                Optional.empty(),
                Optional.of(locality),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    public static Event.Perpetrators perpetrators(String nationality, Optional<Estimate> count) {
        return new Event.Perpetrators(new Nationality(nationality), count);
    }

    public static Event.Source source(String publisher, String title, String url) {
        return new Event.Source(
                Optional.empty(),
                Optional.ofNullable(publisher),
                title,
                Optional.ofNullable(url).map(URI::create),
                Optional.empty(),
                Optional.empty());
    }

    public static Estimate estimate(Integer low, Integer best, Integer high) {
        return new Estimate(optional(low), optional(best), optional(high));
    }

    private static OptionalInt optional(Integer figure) {
        return figure == null ? OptionalInt.empty() : OptionalInt.of(figure);
    }

    private static PlaceRow place(String code, String label, long month, long previous, long twelve, Tally arrested) {
        return new PlaceRow(
                code,
                label,
                month,
                previous,
                twelve,
                new Tally(month, month * 3, month * 4, 0, 0),
                new Tally(0, 0, 0, month, 0),
                new Tally(0, 0, 0, month, 0),
                arrested);
    }

    private static YearRow year(String year, long incidents, int killed) {
        return new YearRow(
                year,
                incidents,
                new Tally(incidents, incidents + 2, incidents + 5, 1, 1),
                new Tally(killed, killed + 1, killed + 3, 2, 0),
                new Tally(killed * 2L, killed * 2L, killed * 3L, 1, 0),
                new Tally(4, 5, 5, 1, 0));
    }

    private static List<TrendPoint> trend(int[][] months) {
        return IntStream.range(0, months.length)
                .mapToObj(index -> new TrendPoint(
                        MONTH.minusMonths(months.length - 1L - index),
                        months[index][0],
                        months[index][1],
                        months[index][2],
                        months[index].length > 3 ? months[index][3] : 0))
                .toList();
    }

    private static Links links() {
        String measures = "&measure=events,perpetrators,killed,wounded,arrested";
        return new Links(
                URI.create(API + "statistics?by=month&from=2022-02&to=2023-07" + measures),
                URI.create(API + "statistics?by=country&from=2023-07&to=2023-07" + measures),
                URI.create(API + "statistics?by=nationality&from=2023-07&to=2023-07" + measures),
                URI.create(API + "statistics?by=country&from=2022-08&to=2023-07" + measures),
                URI.create(API + "statistics?by=country,nationality&from=2022-08&to=2023-07" + measures),
                URI.create(API + "statistics?by=year&to=2023-07" + measures),
                URI.create(API + "events?from=2023-07&to=2023-07"),
                URI.create(API + "events?from=2023-07&to=2023-07&within=possible"),
                URI.create(API + "briefs/2023-07"));
    }
}
