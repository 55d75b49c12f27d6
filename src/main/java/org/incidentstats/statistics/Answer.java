package org.incidentstats.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The answer to a question.
 *
 * @param query    the question
 * @param rows     one for each combination of values that occurs, ascending by code, dimension by dimension
 * @param total    everything selected, each event once
 * @param possible events that may belong to the period, because their date is not known well enough; in no row
 * @param others   the values of the first dimension that are counted together, as {@link Presentation#OTHER}
 */
public record Answer(Query query, List<Row> rows, Row total, long possible, Set<String> others) {

    static final Comparator<List<String>> BY_CODE = (one, other) -> {
        for (int i = 0; i < one.size(); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    /** Answers from the facts themselves. */
    static Answer of(Query query, Collection<Fact> facts) {
        return of(query, Optional.empty(), facts);
    }

    /**
     * Answers from the facts themselves.
     *
     * @param kept the values of the first dimension that have rows of their own; all have, where it is empty. An event
     *             that has several of the other values counts once among them.
     */
    static Answer of(Query query, Optional<Set<String>> kept, Collection<Fact> facts) {
        Map<List<String>, Row.Sum> sums = new TreeMap<>(BY_CODE);
        Row.Sum total = new Row.Sum();
        Set<String> others = new TreeSet<>();
        if (query.by().isEmpty()) {
            sums.put(List.of(), new Row.Sum());
        }
        long possible = 0;
        for (Fact fact : facts) {
            if (query.selection().selects(fact)) {
                total.add(fact, fact.tally(Measure.PERPETRATORS));
                List<Map<String, Set<String>>> places = query.by().stream()
                        .map(dimension -> places(query, dimension, kept, fact))
                        .toList();
                for (List<String> values : combinations(places)) {
                    sums.computeIfAbsent(values, key -> new Row.Sum())
                            .add(fact, perpetrators(query, places, values, fact));
                }
                if (kept.isPresent()) {
                    others.addAll(places.get(0).getOrDefault(Presentation.OTHER, Set.of()));
                }
            } else if (query.selection().maySelect(fact)) {
                possible++;
            }
        }
        List<Row> rows = new ArrayList<>();
        sums.forEach((values, sum) -> rows.add(sum.row(values)));
        return new Answer(query, List.copyOf(rows), total.row(List.of()), possible, Set.copyOf(others));
    }

    /**
     * Under which values of one dimension the event counts, and which of its own stand behind each: only those that
     * were asked for where the dimension is filtered.
     */
    private static Map<String, Set<String>> places(
            Query query, Dimension dimension, Optional<Set<String>> kept, Fact fact) {
        boolean together = kept.isPresent() && dimension == query.by().get(0);
        Map<String, Set<String>> places = new TreeMap<>();
        for (String value : dimension.of(fact)) {
            if (query.selection().shows(dimension, value)) {
                boolean other = together && !kept.get().contains(value);
                places.computeIfAbsent(other ? Presentation.OTHER : value, key -> new TreeSet<>())
                        .add(value);
            }
        }
        return places;
    }

    /** The rows that an event is in. */
    private static List<List<String>> combinations(List<Map<String, Set<String>>> places) {
        List<List<String>> combinations = List.of(List.of());
        for (Map<String, Set<String>> values : places) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> start : combinations) {
                for (String value : values.keySet()) {
                    List<String> one = new ArrayList<>(start);
                    one.add(value);
                    longer.add(List.copyOf(one));
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    /** The event's perpetrators who count in a row: where it is one of a nationality, those of this nationality. */
    private static Tally perpetrators(
            Query query, List<Map<String, Set<String>>> places, List<String> values, Fact fact) {
        int nationality = query.by().indexOf(Dimension.NATIONALITY);
        return nationality < 0
                ? fact.tally(Measure.PERPETRATORS)
                : places.get(nationality).get(values.get(nationality)).stream()
                        .map(fact.perpetrators()::get)
                        .reduce(Tally.NONE, Tally::plus)
                        .ofOneEvent();
    }
}
