package org.incidentstats.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer to a question.
 *
 * @param query    the question
 * @param rows     one for each combination of values that occurs, ascending by code, dimension by dimension
 * @param total    everything selected, each event once
 * @param possible events that may belong to the period, because their date is not known well enough; in no row
 */
public record Answer(Query query, List<Row> rows, Row total, long possible) {

    private static final Comparator<List<String>> BY_CODE = (one, other) -> {
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
        Map<List<String>, Row.Sum> sums = new TreeMap<>(BY_CODE);
        Row.Sum total = new Row.Sum();
        if (query.by().isEmpty()) {
            sums.put(List.of(), new Row.Sum());
        }
        long possible = 0;
        for (Fact fact : facts) {
            if (query.selection().selects(fact)) {
                Tally all = fact.tally(Measure.PERPETRATORS);
                total.add(fact, all);
                for (List<String> values : combinations(query, fact)) {
                    int nationality = query.by().indexOf(Dimension.NATIONALITY);
                    Tally own = nationality < 0 ? all : fact.perpetrators().get(values.get(nationality));
                    sums.computeIfAbsent(values, key -> new Row.Sum()).add(fact, own);
                }
            } else if (query.selection().maySelect(fact)) {
                possible++;
            }
        }
        List<Row> rows = new ArrayList<>();
        sums.forEach((values, sum) -> rows.add(sum.row(values)));
        return new Answer(query, List.copyOf(rows), total.row(List.of()), possible);
    }

    /**
     * The rows that an event is in: of each dimension its values, but only those that were asked for where the
     * dimension is filtered.
     */
    private static List<List<String>> combinations(Query query, Fact fact) {
        List<List<String>> combinations = List.of(List.of());
        for (Dimension dimension : query.by()) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> start : combinations) {
                for (String value : dimension.of(fact)) {
                    if (query.selection().shows(dimension, value)) {
                        List<String> values = new ArrayList<>(start);
                        values.add(value);
                        longer.add(List.copyOf(values));
                    }
                }
            }
            combinations = longer;
        }
        return combinations;
    }
}
