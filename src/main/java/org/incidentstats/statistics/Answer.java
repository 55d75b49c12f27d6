package org.incidentstats.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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

    /** Adds up the answer from facts, or from cells that tell what is asked. */
    static Answer of(Query query, Collection<? extends Contribution> facts) {
        return of(query, Optional.empty(), facts);
    }

    /**
     * Adds up the answer from facts, or from cells that tell what is asked.
     *
     * @param kept the values of the first dimension that have rows of their own; all have, where it is empty. An event
     *             that has several of the other values counts once among them.
     */
    static Answer of(Query query, Optional<Set<String>> kept, Collection<? extends Contribution> facts) {
        Map<List<String>, Sums.Adder> adders = new HashMap<>();
        Sums.Adder total = new Sums.Adder();
        Set<String> others = new TreeSet<>();
        if (query.by().isEmpty()) {
            adders.put(List.of(), new Sums.Adder());
        }
        int nationality = query.by().indexOf(Dimension.NATIONALITY);
        long possible = 0;
        for (Contribution fact : facts) {
            if (query.selection().selects(fact)) {
                Sums sums = fact.sums();
                total.add(sums);
                List<Map<String, Set<String>>> places = query.by().stream()
                        .map(dimension -> places(query, dimension, kept, fact))
                        .toList();
                for (List<String> values : combinations(places)) {
                    Sums.Adder adder = adders.computeIfAbsent(values, key -> new Sums.Adder());
                    if (nationality < 0) {
                        adder.add(sums);
                    } else {
                        adder.add(
                                sums, fact.perpetrators(places.get(nationality).get(values.get(nationality))));
                    }
                }
                if (kept.isPresent()) {
                    others.addAll(places.get(0).getOrDefault(Presentation.OTHER, Set.of()));
                }
            } else if (query.selection().maySelect(fact)) {
                possible += fact.sums().events();
            }
        }
        List<Row> rows = adders.entrySet().stream()
                .map(row -> Row.of(row.getKey(), row.getValue().sums()))
                .sorted(Comparator.comparing(Row::values, BY_CODE))
                .toList();
        return new Answer(query, rows, Row.of(List.of(), total.sums()), possible, Set.copyOf(others));
    }

    /**
     * Under which values of one dimension the event counts, and which of its own stand behind each: only those that
     * were asked for where the dimension is filtered.
     */
    private static Map<String, Set<String>> places(
            Query query, Dimension dimension, Optional<Set<String>> kept, Contribution fact) {
        boolean together = kept.isPresent() && dimension == query.by().get(0);
        Map<String, Set<String>> places = new TreeMap<>();
        for (String value : fact.values(dimension)) {
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
}
