package org.incidentstats.brief;

import java.net.URI;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

import org.incidentstats.brief.BriefContent.Figure;
import org.incidentstats.brief.BriefContent.Incident;
import org.incidentstats.brief.BriefContent.KeyFigure;
import org.incidentstats.brief.BriefContent.Links;
import org.incidentstats.brief.BriefContent.PlaceRow;
import org.incidentstats.brief.BriefContent.Ranked;
import org.incidentstats.brief.BriefContent.TrendPoint;
import org.incidentstats.brief.BriefContent.YearRow;
import org.incidentstats.event.Category;
import org.incidentstats.event.EventStore;
import org.incidentstats.event.EventVersion;
import org.incidentstats.statistics.Answer;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.Dimension;
import org.incidentstats.statistics.EventLinks;
import org.incidentstats.statistics.Fact;
import org.incidentstats.statistics.Measure;
import org.incidentstats.statistics.Period;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Row;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.Snapshot;

/** Asks the statistics everything that a monthly brief says. */
@Singleton
public final class Briefs {

    private static final int TREND_MONTHS = 18;
    private static final int RANKING_MONTHS = 12;

    private static final List<Measure> ALL_MEASURES = List.of(Measure.values());

    private final EventStore events;
    private final Codebook codebook;

    public Briefs(EventStore events, Codebook codebook) {
        this.events = events;
        this.codebook = codebook;
    }

    /**
     * The content of one month's brief, from the numbers of one moment.
     *
     * @param snapshot the numbers
     * @param address makes an address of this service, given as a path, a whole one
     */
    public BriefContent content(YearMonth month, Snapshot snapshot, Function<String, URI> address) {
        Selection ofMonth = in(month, month, Map.of());
        Query byCountry = new Query(List.of(Dimension.COUNTRY), ALL_MEASURES, ofMonth);
        Query byNationality = new Query(List.of(Dimension.NATIONALITY), ALL_MEASURES, ofMonth);
        Query byYear = new Query(
                List.of(Dimension.YEAR),
                ALL_MEASURES,
                new Selection(Map.of(), new Period(Optional.empty(), Optional.of(month.toString()))));
        List<PlaceRow> countries = places(snapshot, month, byCountry);
        List<PlaceRow> nationalities = places(snapshot, month, byNationality);
        return new BriefContent(
                month,
                snapshot.changedAt(),
                keyFigures(snapshot, month),
                trend(snapshot, month),
                ranked(countries),
                ranked(nationalities),
                countries,
                nationalities,
                years(snapshot, byYear),
                incidents(snapshot, ofMonth, address),
                snapshot.answer(total(ofMonth)).possible(),
                new Links(
                        address.apply(EventLinks.ofQuery(byCountry, Optional.empty())),
                        address.apply(EventLinks.ofQuery(byNationality, Optional.empty())),
                        address.apply(EventLinks.ofQuery(byYear, Optional.empty())),
                        address.apply(EventLinks.of(ofMonth, Optional.empty())),
                        address.apply(EventLinks.ofPossible(ofMonth, Optional.empty()))));
    }

    private List<KeyFigure> keyFigures(Snapshot snapshot, YearMonth month) {
        Row now = total(snapshot, month, Map.of());
        Row before = total(snapshot, month.minusMonths(1), Map.of());
        return List.of(
                new KeyFigure(Figure.INCIDENTS, now.events(), before.events(), Optional.empty()),
                new KeyFigure(
                        Figure.ATTACKS,
                        total(snapshot, month, attacks()).events(),
                        total(snapshot, month.minusMonths(1), attacks()).events(),
                        Optional.empty()),
                estimate(Figure.KILLED, Measure.KILLED, now, before),
                estimate(Figure.WOUNDED, Measure.WOUNDED, now, before),
                estimate(Figure.ARRESTED, Measure.ARRESTED, now, before),
                new KeyFigure(
                        Figure.COUNTRIES,
                        rows(snapshot, Dimension.COUNTRY, month, month).size(),
                        rows(snapshot, Dimension.COUNTRY, month.minusMonths(1), month.minusMonths(1))
                                .size(),
                        Optional.empty()));
    }

    private static KeyFigure estimate(Figure figure, Measure measure, Row now, Row before) {
        return new KeyFigure(
                figure, now.tally(measure).best(), before.tally(measure).best(), Optional.of(now.tally(measure)));
    }

    private List<TrendPoint> trend(Snapshot snapshot, YearMonth month) {
        YearMonth first = month.minusMonths(TREND_MONTHS - 1L);
        Map<String, Row> all =
                byValue(snapshot.answer(new Query(List.of(Dimension.MONTH), ALL_MEASURES, in(first, month, Map.of()))));
        Map<String, Row> attacks = byValue(
                snapshot.answer(new Query(List.of(Dimension.MONTH), ALL_MEASURES, in(first, month, attacks()))));
        return IntStream.range(0, TREND_MONTHS)
                .mapToObj(first::plusMonths)
                .map(one -> new TrendPoint(
                        one,
                        events(all.get(one.toString())),
                        events(attacks.get(one.toString())),
                        Optional.ofNullable(all.get(one.toString()))
                                .map(row -> row.tally(Measure.KILLED).best())
                                .orElse(0L)))
                .toList();
    }

    /** A row for each value that occurs in the twelve months that end with the month. */
    private List<PlaceRow> places(Snapshot snapshot, YearMonth month, Query ofMonth) {
        Dimension dimension = ofMonth.by().get(0);
        Map<String, Row> now = byValue(snapshot.answer(ofMonth));
        Map<String, Row> before = rows(snapshot, dimension, month.minusMonths(1), month.minusMonths(1));
        return rows(snapshot, dimension, month.minusMonths(RANKING_MONTHS - 1L), month).values().stream()
                .map(twelve -> {
                    String code = twelve.values().get(0);
                    Row row = now.getOrDefault(code, Row.NOTHING);
                    return new PlaceRow(
                            code,
                            codebook.label(dimension, code),
                            row.events(),
                            events(before.get(code)),
                            twelve.events(),
                            row.tally(Measure.PERPETRATORS),
                            row.tally(Measure.KILLED),
                            row.tally(Measure.WOUNDED),
                            row.tally(Measure.ARRESTED));
                })
                .sorted(Comparator.comparing(PlaceRow::label))
                .toList();
    }

    private static List<Ranked> ranked(List<PlaceRow> places) {
        return places.stream()
                .sorted(Comparator.comparing(PlaceRow::twelveMonths)
                        .thenComparing(PlaceRow::month)
                        .reversed()
                        .thenComparing(PlaceRow::label))
                .map(place ->
                        new Ranked(place.code(), place.label(), place.month(), place.twelveMonths() - place.month()))
                .toList();
    }

    private List<YearRow> years(Snapshot snapshot, Query byYear) {
        return snapshot.answer(byYear).rows().stream()
                .map(row -> new YearRow(
                        row.values().get(0),
                        row.events(),
                        row.tally(Measure.PERPETRATORS),
                        row.tally(Measure.KILLED),
                        row.tally(Measure.WOUNDED),
                        row.tally(Measure.ARRESTED)))
                .toList();
    }

    private List<Incident> incidents(Snapshot snapshot, Selection selection, Function<String, URI> address) {
        List<Fact> facts = snapshot.events(selection);
        return events
                .findAll(facts.stream()
                        .map(fact -> new EventStore.VersionKey(fact.event(), fact.version()))
                        .toList())
                .stream()
                .sorted(Comparator.comparing(
                                (EventVersion version) -> version.event().date().firstDay())
                        .thenComparing(version -> version.event().date().lastDay())
                        .thenComparing(EventVersion::id))
                .map(version -> new Incident(version, address.apply(EventLinks.ofEvent(version.id()))))
                .toList();
    }

    private Map<String, Row> rows(Snapshot snapshot, Dimension dimension, YearMonth from, YearMonth to) {
        return byValue(snapshot.answer(new Query(List.of(dimension), ALL_MEASURES, in(from, to, Map.of()))));
    }

    private Row total(Snapshot snapshot, YearMonth month, Map<Dimension, Set<String>> filters) {
        return snapshot.answer(total(in(month, month, filters))).total();
    }

    private static Query total(Selection selection) {
        return new Query(List.of(), ALL_MEASURES, selection);
    }

    private static Selection in(YearMonth from, YearMonth to, Map<Dimension, Set<String>> filters) {
        return new Selection(filters, Period.of(from.toString(), to.toString()));
    }

    private static Map<Dimension, Set<String>> attacks() {
        return Map.of(Dimension.CATEGORY, Set.of(Category.ATTACK.code()));
    }

    private static Map<String, Row> byValue(Answer answer) {
        return answer.rows().stream()
                .collect(Collectors.toMap(row -> row.values().get(0), Function.identity()));
    }

    private static long events(Row row) {
        return row == null ? 0 : row.events();
    }
}
