package org.incidentstats.brief.content;

import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URI;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.incidentstats.brief.content.BriefContent.Incident;
import org.incidentstats.brief.content.BriefContent.Links;
import org.incidentstats.brief.content.BriefContent.Moment;
import org.incidentstats.brief.content.BriefContent.Mover;
import org.incidentstats.brief.content.BriefContent.Movers;
import org.incidentstats.brief.content.Figures.Amount;
import org.incidentstats.brief.content.Figures.Figure;
import org.incidentstats.brief.content.Figures.KeyFigure;
import org.incidentstats.brief.content.Figures.Pair;
import org.incidentstats.brief.content.Figures.PlaceRow;
import org.incidentstats.brief.content.Figures.TrendPoint;
import org.incidentstats.brief.content.Figures.Unknown;
import org.incidentstats.brief.content.Figures.YearRow;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.Answer;
import org.incidentstats.statistics.AnswerRow;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.EventLinks;
import org.incidentstats.statistics.EventList.Within;
import org.incidentstats.statistics.EventPage.Listed;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.TrendQuery;
import org.incidentstats.statistics.Trends;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.time.Comparison;
import org.incidentstats.time.Grain;
import org.incidentstats.time.Period;
import org.incidentstats.vocabulary.Category;
import org.incidentstats.vocabulary.Language;

/** Asks the statistics everything that a monthly brief says. */
@Singleton
public final class Briefs {

    static final int TREND_MONTHS = 18;
    private static final int RANKING_MONTHS = 12;
    private static final int ANY_WINDOW = 2;

    private static final List<Measure> ALL_MEASURES = List.of(Measure.values());
    private static final MathContext SHOWN = new MathContext(6);
    private static final List<Dimension> MOVING = List.of(Dimension.COUNTRY, Dimension.NATIONALITY, Dimension.GROUP);

    private final EventStore events;
    private final Codebook codebook;

    public Briefs(EventStore events, Codebook codebook) {
        this.events = events;
        this.codebook = codebook;
    }

    /** What a brief is about, and in which language. */
    public record Subject(YearMonth month, Scope scope, Language language) {}

    /**
     * The content of one month's brief, from the numbers of one moment.
     *
     * @param snapshot the numbers
     * @param known    until when the record can know of incidents: a month that ends later is not over
     * @param address  makes an address of this service, given as a path, a whole one
     */
    public BriefContent content(
            Subject subject,
            Moment moment,
            Snapshot snapshot,
            Instant known,
            Optional<Revisions> revisions,
            Function<String, URI> address) {
        return new BriefContent(
                subject.month(),
                subject.scope(),
                subject.language(),
                moment,
                figures(subject, snapshot),
                movers(subject, snapshot, known),
                revisions,
                incidents(subject, snapshot, address),
                links(subject, moment, address));
    }

    /** The numbers of one month's brief. */
    public Figures figures(Subject subject, Snapshot snapshot) {
        YearMonth month = subject.month();
        List<PlaceRow> byCountry = places(snapshot, subject, Dimension.COUNTRY);
        return new Figures(
                keyFigures(snapshot, subject),
                trend(snapshot, subject),
                byCountry,
                places(snapshot, subject, Dimension.NATIONALITY),
                years(snapshot, subject),
                snapshot.answer(pairs(subject)).rows().stream()
                        .map(row -> new Pair(row.values().get(0), row.values().get(1), row.events()))
                        .toList(),
                new Unknown(
                        withoutKnown(snapshot, subject, Dimension.NATIONALITY),
                        withoutKnown(snapshot, subject, Dimension.GROUP),
                        snapshot.answer(total(subject.scope().during(in(month, month))))
                                .possible()));
    }

    /** What the incidents have in common of which a brief says more than which year they are of. */
    public static Selection closely(Subject subject) {
        return subject.scope().during(in(subject.month().minusMonths(TREND_MONTHS - 1L), subject.month()));
    }

    /** What the incidents have in common of which a brief says anything. */
    public static Selection atAll(Subject subject) {
        return subject.scope().during(Period.upTo(subject.month()));
    }

    /** The addresses at which the API answers the same, of that moment where the brief is frozen. */
    private static Links links(Subject subject, Moment moment, Function<String, URI> address) {
        Optional<Instant> asOf = moment.frozen() ? Optional.of(moment.asOf()) : Optional.empty();
        YearMonth month = subject.month();
        Scope scope = subject.scope();
        Selection ofMonth = scope.during(in(month, month));
        Function<Query, URI> answer = query -> address.apply(EventLinks.ofQuery(query, asOf));
        return new Links(
                answer.apply(trendOf(scope.during(in(month.minusMonths(TREND_MONTHS - 1L), month)))),
                answer.apply(by(Dimension.COUNTRY, ofMonth)),
                answer.apply(by(Dimension.NATIONALITY, ofMonth)),
                answer.apply(by(Dimension.COUNTRY, scope.during(twelveMonths(month)))),
                answer.apply(pairs(subject)),
                answer.apply(years(subject)),
                address.apply(EventLinks.of(ofMonth, asOf)),
                address.apply(EventLinks.ofPossible(ofMonth, asOf)),
                address.apply(path(month, scope)));
    }

    /** How many incidents of a month each country has. */
    public static Map<String, Long> countries(Snapshot snapshot, Scope scope, YearMonth month) {
        return snapshot.answer(by(Dimension.COUNTRY, scope.during(in(month, month)))).rows().stream()
                .collect(Collectors.toMap(row -> row.values().get(0), AnswerRow::events));
    }

    /** Where a brief is to be had. */
    public static String path(YearMonth month, Scope scope) {
        return "/v1/briefs/" + month + (scope.everything() ? "" : "?" + scope.query());
    }

    private List<KeyFigure> keyFigures(Snapshot snapshot, Subject subject) {
        YearMonth month = subject.month();
        Trends.Point point = snapshot.trends(new TrendQuery(
                        Optional.empty(),
                        Grain.MONTH,
                        Measure.EVENTS,
                        subject.scope().during(in(month, month)),
                        ANY_WINDOW,
                        Comparison.PREVIOUS))
                .series()
                .get(0)
                .points()
                .get(0);
        boolean previousOnRecord = point.previous().isPresent();
        boolean yearBeforeOnRecord = point.yearBefore().isPresent();
        OfMonth now = new OfMonth(snapshot, subject.scope(), month, true);
        OfMonth previous = new OfMonth(snapshot, subject.scope(), month.minusMonths(1), previousOnRecord);
        OfMonth yearBefore = new OfMonth(snapshot, subject.scope(), month.minusYears(1), yearBeforeOnRecord);
        return Stream.of(Figure.values())
                .map(figure ->
                        new KeyFigure(figure, now.amount(figure), previous.amount(figure), yearBefore.amount(figure)))
                .toList();
    }

    /** The key figures of one month. */
    private record OfMonth(Snapshot snapshot, Scope scope, YearMonth month, boolean onRecord) {

        Amount amount(Figure figure) {
            AnswerRow all =
                    snapshot.answer(total(scope.during(in(month, month)))).total();
            return switch (figure) {
                case INCIDENTS -> count(all, all.events());
                case ATTACKS ->
                    count(
                            all,
                            snapshot.answer(total(attacks(scope, in(month, month))))
                                    .total()
                                    .events());
                case COUNTRIES ->
                    count(
                            all,
                            snapshot.answer(by(Dimension.COUNTRY, scope.during(in(month, month))))
                                    .rows()
                                    .size());
                case KILLED -> estimate(all, Measure.KILLED);
                case WOUNDED -> estimate(all, Measure.WOUNDED);
                case ARRESTED -> estimate(all, Measure.ARRESTED);
            };
        }

        private Amount count(AnswerRow all, long value) {
            return new Amount(onRecord, all.events(), value, Optional.empty());
        }

        private Amount estimate(AnswerRow all, Measure measure) {
            return new Amount(onRecord, all.events(), all.tally(measure).best(), Optional.of(all.tally(measure)));
        }
    }

    private List<TrendPoint> trend(Snapshot snapshot, Subject subject) {
        YearMonth first = subject.month().minusMonths(TREND_MONTHS - 1L);
        Period period = in(first, subject.month());
        Map<String, AnswerRow> all =
                byValue(snapshot.answer(trendOf(subject.scope().during(period))));
        Map<String, AnswerRow> attacks = byValue(snapshot.answer(trendOf(attacks(subject.scope(), period))));
        return IntStream.range(0, TREND_MONTHS)
                .mapToObj(first::plusMonths)
                .map(one -> new TrendPoint(
                        one,
                        all.getOrDefault(one.toString(), AnswerRow.NOTHING).events(),
                        attacks.getOrDefault(one.toString(), AnswerRow.NOTHING).events(),
                        all.getOrDefault(one.toString(), AnswerRow.NOTHING)
                                .tally(Measure.KILLED)
                                .best(),
                        all.getOrDefault(one.toString(), AnswerRow.NOTHING)
                                .tally(Measure.KILLED)
                                .unknown()))
                .toList();
    }

    /** A row for each value that occurs in the twelve months that end with the month. */
    private List<PlaceRow> places(Snapshot snapshot, Subject subject, Dimension dimension) {
        YearMonth month = subject.month();
        Scope scope = subject.scope();
        Map<String, AnswerRow> now = byValue(snapshot.answer(by(dimension, scope.during(in(month, month)))));
        Map<String, AnswerRow> before =
                byValue(snapshot.answer(by(dimension, scope.during(in(month.minusMonths(1), month.minusMonths(1))))));
        return snapshot.answer(by(dimension, scope.during(twelveMonths(month)))).rows().stream()
                .map(twelve -> {
                    String code = twelve.values().get(0);
                    AnswerRow row = now.getOrDefault(code, AnswerRow.NOTHING);
                    return new PlaceRow(
                            code,
                            codebook.label(dimension, code, subject.language()),
                            row.events(),
                            before.getOrDefault(code, AnswerRow.NOTHING).events(),
                            twelve.events(),
                            row.tally(Measure.PERPETRATORS),
                            row.tally(Measure.KILLED),
                            row.tally(Measure.WOUNDED),
                            row.tally(Measure.ARRESTED));
                })
                .sorted(Comparator.comparing(PlaceRow::label))
                .toList();
    }

    /** Each year on record up to the end of the month. */
    public List<YearRow> years(Snapshot snapshot, Subject subject) {
        return snapshot.answer(years(subject)).rows().stream()
                .map(row -> new YearRow(
                        row.values().get(0),
                        row.events(),
                        row.tally(Measure.PERPETRATORS),
                        row.tally(Measure.KILLED),
                        row.tally(Measure.WOUNDED),
                        row.tally(Measure.ARRESTED)))
                .toList();
    }

    /** The incidents of the month that have no known value of a dimension. */
    private static long withoutKnown(Snapshot snapshot, Subject subject, Dimension dimension) {
        Period period = in(subject.month(), subject.month());
        Selection all = subject.scope().during(period);
        Set<String> known =
                new TreeSet<>(byValue(snapshot.answer(by(dimension, all))).keySet());
        known.remove(Dimension.UNKNOWN);
        return snapshot.answer(total(all)).total().events()
                - snapshot.answer(total(subject.scope().during(period, dimension, known)))
                        .total()
                        .events();
    }

    private Movers movers(Subject subject, Snapshot snapshot, Instant known) {
        YearMonth month = subject.month();
        Map<Dimension, Set<String>> filters =
                subject.scope().during(Period.EVER).under(snapshot.register()).filters();
        Codebook names = codebook.with(snapshot.register());
        List<Mover> movers = new ArrayList<>();
        int compared = 0;
        for (Comparison comparison : Comparison.values()) {
            for (Dimension dimension : MOVING) {
                Trends trends = snapshot.trends(
                        new TrendQuery(
                                Optional.of(dimension),
                                Grain.MONTH,
                                Measure.EVENTS,
                                subject.scope().during(in(month, month)),
                                ANY_WINDOW,
                                comparison),
                        known);
                compared += trends.tested().map(Trends.Tested::series).orElse(0);
                for (Trends.Series series : trends.movers()) {
                    String code = series.value().orElseThrow();
                    if (!shown(filters, dimension, code)) {
                        continue;
                    }
                    Trends.Move move = series.move().orElseThrow();
                    movers.add(new Mover(
                            dimension,
                            code,
                            names.label(dimension, code, subject.language()),
                            comparison,
                            YearMonth.parse(trends.tested().orElseThrow().with()),
                            move.before().events(),
                            move.now().events(),
                            new BigDecimal(move.adjustedPValue()).round(SHOWN)));
                }
            }
        }
        movers.sort(Comparator.comparing(Mover::pValue));
        return new Movers(List.copyOf(movers), compared);
    }

    private static boolean shown(Map<Dimension, Set<String>> filters, Dimension dimension, String code) {
        return Optional.ofNullable(filters.get(dimension))
                .map(values -> values.contains(code))
                .orElse(true);
    }

    private List<Incident> incidents(Subject subject, Snapshot snapshot, Function<String, URI> address) {
        return incidents(
                snapshot.all(subject.scope().during(in(subject.month(), subject.month())), Within.CERTAIN)
                        .map(Listed::key)
                        .toList(),
                address);
    }

    /** These versions from the record, in the order of a brief. */
    public List<Incident> incidents(List<EventStore.VersionKey> versions, Function<String, URI> address) {
        return events.findAll(versions).stream()
                .sorted(Comparator.comparing(
                                (EventVersion version) -> version.event().date().firstDay())
                        .thenComparing(version -> version.event().date().lastDay())
                        .thenComparing(EventVersion::id))
                .map(version -> new Incident(version, address.apply(EventLinks.ofEvent(version.id()))))
                .toList();
    }

    private static Query trendOf(Selection selection) {
        return by(Dimension.MONTH, selection);
    }

    private static Query years(Subject subject) {
        return by(Dimension.YEAR, subject.scope().during(Period.upTo(subject.month())));
    }

    private static Query pairs(Subject subject) {
        return new Query(
                List.of(Dimension.COUNTRY, Dimension.NATIONALITY),
                ALL_MEASURES,
                subject.scope().during(twelveMonths(subject.month())));
    }

    private static Query by(Dimension dimension, Selection selection) {
        return new Query(List.of(dimension), ALL_MEASURES, selection);
    }

    private static Query total(Selection selection) {
        return new Query(List.of(), ALL_MEASURES, selection);
    }

    private static Selection attacks(Scope scope, Period period) {
        return scope.during(period, Dimension.CATEGORY, Set.of(Category.ATTACK.code()));
    }

    private static Period twelveMonths(YearMonth month) {
        return in(month.minusMonths(RANKING_MONTHS - 1L), month);
    }

    private static Period in(YearMonth from, YearMonth to) {
        return Period.of(from, to);
    }

    private static Map<String, AnswerRow> byValue(Answer answer) {
        return answer.rows().stream()
                .collect(Collectors.toMap(row -> row.values().get(0), Function.identity()));
    }
}
