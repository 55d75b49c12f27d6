package org.incidentstats.statistics.columns.scan;

import java.util.AbstractMap;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Entry;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.Tally;
import org.jspecify.annotations.Nullable;

/** The tallies of all estimated measures, each made when it is asked for. */
final class Tallies extends AbstractMap<Measure, Tally> {

    private static final int[] PLACES = new int[Measure.values().length];

    static {
        java.util.Arrays.fill(PLACES, -1);
        for (int i = 0; i < Dictionaries.ESTIMATED.length; i++) {
            PLACES[Dictionaries.ESTIMATED[i].ordinal()] = i;
        }
    }

    private final IntFunction<Tally> tallies;

    /** @param tallies by place of a measure among {@link Dictionaries#ESTIMATED} */
    Tallies(IntFunction<Tally> tallies) {
        this.tallies = tallies;
    }

    @Override
    public @Nullable Tally get(Object key) {
        return key instanceof Measure measure && PLACES[measure.ordinal()] >= 0
                ? tallies.apply(PLACES[measure.ordinal()])
                : null;
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<Measure, Tally>> entrySet() {
        Map<Measure, Tally> all = new EnumMap<>(Measure.class);
        for (int i = 0; i < Dictionaries.ESTIMATED.length; i++) {
            all.put(Dictionaries.ESTIMATED[i], tallies.apply(i));
        }
        return all.entrySet();
    }
}
