package org.incidentstats.statistics.columns.segment;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.incidentstats.statistics.columns.encoding.Dates;
import org.incidentstats.statistics.columns.encoding.Dictionary;
import org.incidentstats.statistics.columns.encoding.Ranking;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.vocabulary.GroupRegister;

/**
 * The values of all dimensions and all dates, each with a number. They only ever get more. Shared by all segments of a
 * process; thread safe.
 */
public final class Dictionaries {

    /** What is summed up of estimates, in the order of the columns. */
    public static final Measure[] ESTIMATED =
            Stream.of(Measure.values()).filter(Measure::estimated).toArray(Measure[]::new);

    private static final int MOST_REGISTERS = 8;

    private final Map<Dimension, Dictionary> dictionaries = new EnumMap<>(Dimension.class);
    private final Dates dates;
    private final Map<Registered, Ranking> registered = new LinkedHashMap<>(MOST_REGISTERS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Registered, Ranking> eldest) {
            return size() > MOST_REGISTERS;
        }
    };

    /** Which groups, how many of them, under which register. Registers are the same only if they are the same object. */
    private record Registered(Dimension dimension, int size, GroupRegister register) {

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Registered one
                    && dimension == one.dimension
                    && size == one.size
                    && register == one.register;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * dimension.hashCode() + size) + System.identityHashCode(register);
        }
    }

    public Dictionaries() {
        Map<Dimension, Dictionary> periods = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            Dictionary dictionary = new Dictionary();
            dictionaries.put(dimension, dictionary);
            if (dimension.time()) {
                periods.put(dimension, dictionary);
            }
        }
        dates = new Dates(periods);
    }

    public Dictionary of(Dimension dimension) {
        return Objects.requireNonNull(dictionaries.get(dimension));
    }

    public Dates dates() {
        return dates;
    }

    /** The values of a dimension under a register of groups, in their order. */
    @SuppressWarnings("ReferenceEquality")
    public Ranking ranking(Dimension dimension, GroupRegister register) {
        Ranking ranking = of(dimension).ranking();
        if (!dimension.ofGroups() || register == GroupRegister.EMPTY) {
            return ranking;
        }
        Registered key = new Registered(dimension, ranking.ranks().length, register);
        synchronized (registered) {
            return registered.computeIfAbsent(
                    key, one -> Ranking.of(of(dimension).texts(one.size()), register::canonical));
        }
    }
}
