package org.incidentstats.statistics.columns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.incidentstats.statistics.Presentation;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.time.Period;

/** Questions of every kind about some facts. */
final class RandomQuestions {

    private final Map<Dimension, List<String>> values = new EnumMap<>(Dimension.class);
    private final Random random;

    RandomQuestions(Collection<Fact> facts, Random random) {
        this.random = random;
        for (Dimension dimension : Dimension.values()) {
            Set<String> occurring = new TreeSet<>(Set.of("not-in-the-data"));
            facts.forEach(fact -> occurring.addAll(fact.values(dimension)));
            values.put(dimension, List.copyOf(occurring));
        }
    }

    Query query() {
        List<Dimension> by = new ArrayList<>(List.of(Dimension.values()));
        Collections.shuffle(by, random);
        // Once in a while so many together that their combinations are more than an int can number
        int dimensions = random.nextInt(20) == 0 ? 6 + random.nextInt(5) : random.nextInt(4);
        return new Query(List.copyOf(by.subList(0, dimensions)), List.of(Measure.values()), selection());
    }

    /** The values of the first dimension that have rows of their own, for some questions. */
    Optional<Set<String>> kept(Query query) {
        if (query.by().isEmpty() || random.nextInt(3) > 0) {
            return Optional.empty();
        }
        Set<String> kept = some(query.by().get(0));
        kept.remove(Presentation.OTHER);
        return Optional.of(kept);
    }

    Selection selection() {
        Map<Dimension, Set<String>> filters = new EnumMap<>(Dimension.class);
        Map<Dimension, Set<String>> excluded = new EnumMap<>(Dimension.class);
        for (int i = random.nextInt(3); i > 0; i--) {
            filters.putAll(filter());
        }
        if (random.nextInt(3) == 0) {
            excluded.putAll(filter());
        }
        return new Selection(filters, excluded, period());
    }

    private Map<Dimension, Set<String>> filter() {
        Dimension dimension = random.nextInt(4) == 0
                ? Dimension.NATIONALITY
                : Dimension.values()[random.nextInt(Dimension.values().length)];
        return Map.of(dimension, some(dimension));
    }

    private Set<String> some(Dimension dimension) {
        List<String> all = values.get(dimension);
        Set<String> some = new TreeSet<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }

    private Period period() {
        return switch (random.nextInt(7)) {
            case 0 -> Period.of("2022", "2022");
            case 1 -> Period.of("2022-11", "2023-01");
            case 2 -> new Period(Optional.of(Period.end("2022-11-05")), Optional.empty());
            case 3 -> new Period(Optional.empty(), Optional.of(Period.end("2022-12-31")));
            case 4 -> Period.of("2022-11-04", "2022-11-04");
            default -> Period.EVER;
        };
    }
}
