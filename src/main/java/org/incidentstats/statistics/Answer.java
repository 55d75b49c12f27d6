package org.incidentstats.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.Sums;

/**
 * The answer to a question.
 *
 * @param query    the question
 * @param rows     one for each combination of values that occurs, ascending by code, dimension by dimension
 * @param total    everything selected, each event once
 * @param possible events that may belong to the period, because their date is not known well enough; in no row
 * @param others   the values of the first dimension that are counted together, as {@link Presentation#OTHER}
 */
public record Answer(Query query, List<AnswerRow> rows, AnswerRow total, long possible, Set<String> others) {

    /** Ascending by code, dimension by dimension. */
    public static final Comparator<List<String>> BY_CODE = (one, other) -> {
        for (int i = 0; i < one.size(); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    /** Adds up the answer from all facts, one by one. */
    public static Answer of(Query query, Collection<Fact> facts) {
        return of(query, Optional.empty(), facts);
    }

    /**
     * Adds up the answer from all facts, one by one. This is what an answer is; whatever computes it otherwise gives the
     * same.
     *
     * @param kept the values of the first dimension that have rows of their own, {@link Presentation#OTHER} never among
     *             them; all have, where it is empty. An event that has several of the other values counts once among them.
     */
    public static Answer of(Query query, Optional<Set<String>> kept, Collection<Fact> facts) {
        Selection selection = query.selection();
        Map<List<String>, Sums.Adder> adders = new HashMap<>();
        Sums.Adder total = new Sums.Adder();
        Set<String> others = new TreeSet<>();
        if (query.by().isEmpty()) {
            adders.put(List.of(), new Sums.Adder());
        }
        int nationality = query.by().indexOf(Dimension.NATIONALITY);
        long possible = 0;
        for (Fact fact : facts) {
            if (selection.selects(fact)) {
                total.add(fact, selection.nationalities());
                for (List<Place> row : rows(query, kept, fact)) {
                    adders.computeIfAbsent(row.stream().map(Place::row).toList(), key -> new Sums.Adder())
                            .add(
                                    fact,
                                    nationality < 0
                                            ? selection.nationalities()
                                            : Optional.of(row.get(nationality).values()));
                    if (kept.isPresent() && row.get(0).row().equals(Presentation.OTHER)) {
                        others.addAll(row.get(0).values());
                    }
                }
            } else if (selection.maySelect(fact)) {
                possible++;
            }
        }
        List<AnswerRow> rows = adders.entrySet().stream()
                .map(row -> AnswerRow.of(row.getKey(), row.getValue().sums()))
                .sorted(Comparator.comparing(AnswerRow::values, BY_CODE))
                .toList();
        return new Answer(query, rows, AnswerRow.of(List.of(), total.sums()), possible, Set.copyOf(others));
    }

    /**
     * A value under which events are counted, in one dimension.
     *
     * @param values those of the event that stand behind it
     */
    private record Place(String row, Set<String> values) {}

    /** The rows that an event is in. */
    private static List<List<Place>> rows(Query query, Optional<Set<String>> kept, Fact fact) {
        List<List<Place>> rows = List.of(List.of());
        for (Dimension dimension : query.by()) {
            boolean together = kept.isPresent() && dimension == query.by().get(0);
            List<Place> places = places(query, dimension, together ? kept : Optional.empty(), fact);
            List<List<Place>> longer = new ArrayList<>(rows.size() * places.size());
            for (List<Place> start : rows) {
                for (Place place : places) {
                    List<Place> row = new ArrayList<>(start.size() + 1);
                    row.addAll(start);
                    row.add(place);
                    longer.add(row);
                }
            }
            rows = longer;
        }
        return rows;
    }

    /** Under which values of one dimension the event counts: only those asked for where the dimension is filtered. */
    private static List<Place> places(Query query, Dimension dimension, Optional<Set<String>> kept, Fact fact) {
        List<Place> places = new ArrayList<>(1);
        Set<String> others = new TreeSet<>();
        for (String value : fact.values(dimension)) {
            if (!query.selection().shows(dimension, value)) {
                continue;
            }
            if (kept.isPresent() && !kept.get().contains(value)) {
                others.add(value);
            } else {
                places.add(new Place(value, Set.of(value)));
            }
        }
        if (!others.isEmpty()) {
            places.add(new Place(Presentation.OTHER, others));
        }
        return places;
    }
}
