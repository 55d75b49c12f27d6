package org.incidentstats.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.incidentstats.statistics.EventList.Within;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.time.Comparison;
import org.incidentstats.time.EventDate.Point;
import org.incidentstats.time.Grain;
import org.incidentstats.time.Period;

/**
 * Questions of every kind about some facts: any dimensions together, any filters, excluded values, periods, lists. Most of
 * the values that they name occur in the facts. The same random numbers give the same questions.
 */
public final class Questions {

    private static final String ABSENT = "not-in-the-data";
    private static final int MOST_DIMENSIONS = 3;

    private final Map<Dimension, List<String>> values = new EnumMap<>(Dimension.class);
    private final Random random;

    public Questions(Random random, Collection<Fact> facts) {
        this.random = random;
        for (Dimension dimension : Dimension.values()) {
            Set<String> occurring = new TreeSet<>(Set.of(ABSENT));
            facts.forEach(fact -> occurring.addAll(dimension.of(fact)));
            values.put(dimension, List.copyOf(occurring));
        }
    }

    public Query query() {
        List<Dimension> by = new ArrayList<>(List.of(Dimension.values()));
        Collections.shuffle(by, random);
        return new Query(
                List.copyOf(by.subList(0, random.nextInt(MOST_DIMENSIONS + 1))),
                List.of(Measure.values()),
                selection());
    }

    /** The values of the first dimension that have rows of their own, for some questions. */
    public Optional<Set<String>> kept(Query query) {
        return query.by().isEmpty() || random.nextInt(4) > 0
                ? Optional.empty()
                : Optional.of(some(query.by().get(0)));
    }

    public Selection selection() {
        Map<Dimension, Set<String>> filters = new EnumMap<>(Dimension.class);
        Map<Dimension, Set<String>> excluded = new EnumMap<>(Dimension.class);
        for (int i = random.nextInt(3); i > 0; i--) {
            filters.putAll(filter());
        }
        if (random.nextInt(4) == 0) {
            excluded.putAll(filter());
        }
        return new Selection(filters, excluded, period());
    }

    /** A list of events from its beginning. */
    public EventList list() {
        return new EventList(
                selection(),
                Within.values()[random.nextInt(Within.values().length)],
                Optional.empty(),
                1 + random.nextInt(5));
    }

    private Map<Dimension, Set<String>> filter() {
        Dimension dimension = Dimension.values()[random.nextInt(Dimension.values().length)];
        return Map.of(dimension, some(dimension));
    }

    private Set<String> some(Dimension dimension) {
        List<String> all = values.get(dimension);
        Set<String> some = new TreeSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }

    private Period period() {
        return new Period(end("2019", "2021", "2020-03", "2021-06-15"), end("2021", "2023", "2021-08", "2022-12-24"));
    }

    /** One of these, or an open end. */
    private Optional<Point> end(String... ends) {
        return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(Period.end(ends[random.nextInt(ends.length)]));
    }

    public Presentation presentation(Query query) {
        OptionalInt top = query.by().isEmpty() || random.nextInt(4) > 0
                ? OptionalInt.empty()
                : OptionalInt.of(1 + random.nextInt(2));
        List<Dimension> times = query.by().stream().filter(Dimension::time).toList();
        Optional<Comparison> comparison = random.nextInt(3) == 0 && times.size() <= 1
                ? Optional.of(Comparison.values()[random.nextInt(Comparison.values().length)])
                : Optional.empty();
        return new Presentation(
                Optional.empty(), top, !times.isEmpty() && random.nextBoolean(), comparison, random.nextBoolean());
    }

    public TrendQuery trendQuery() {
        List<Dimension> series =
                Stream.of(Dimension.values()).filter(one -> !one.time()).toList();
        return new TrendQuery(
                random.nextBoolean() ? Optional.empty() : Optional.of(series.get(random.nextInt(series.size()))),
                Grain.values()[random.nextInt(Grain.values().length)],
                Measure.values()[random.nextInt(Measure.values().length)],
                new Selection(filter(), random.nextBoolean() ? Period.EVER : Period.of("2020", "2022")),
                1 + random.nextInt(3),
                Comparison.values()[random.nextInt(Comparison.values().length)]);
    }
}
