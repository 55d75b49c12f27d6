package org.incidentstats.statistics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.incidentstats.event.EventDate;

/**
 * The sum of all events that have the same values.
 *
 * @param grain         the dimension of time that it tells; the coarser ones follow from it
 * @param period        its value of this dimension
 * @param date          what this value says of the date
 * @param values        its values of the other dimensions that it tells
 * @param ofNationality of each nationality its perpetrators, where they can be told apart
 */
record Cell(
        Grain grain,
        String period,
        EventDate date,
        Map<Dimension, List<String>> values,
        CellSums sums,
        Map<String, Tally> ofNationality) {

    static Cell of(Grain grain, String period, Map<Dimension, List<String>> values, CellSums sums) {
        List<String> nationalities = values.getOrDefault(Dimension.NATIONALITY, List.of());
        Map<String, Tally> ofNationality =
                nationalities.size() == 1 ? Map.of(nationalities.get(0), sums.ofNationality()) : Map.of();
        return new Cell(grain, period, grain.date(period), values, sums, ofNationality);
    }

    /** The same cell, which tells the perpetrators of one more nationality. */
    Cell with(String nationality, Tally perpetrators) {
        Map<String, Tally> more = new TreeMap<>(ofNationality);
        more.put(nationality, perpetrators);
        return new Cell(grain, period, date, values, sums, more);
    }

    /** The same cell, less some of its events. */
    Cell without(CellSums some) {
        return of(grain, period, values, sums.minus(some));
    }

    /** What it is told by: two cells of the same events have the same. */
    record Values(String period, Map<Dimension, List<String>> values) {}

    Values identity() {
        return new Values(period, values);
    }

    public boolean counts() {
        return true;
    }

    public Collection<String> values(Dimension dimension) {
        if (dimension.time()) {
            Grain asked = dimension.grain().orElseThrow();
            if (asked == grain) {
                return List.of(period);
            }
            if (asked.compareTo(grain) < 0) {
                return List.of(asked.of(date));
            }
        }
        List<String> told = values.get(dimension);
        if (told == null) {
            throw new IllegalStateException("A cell of %s by %s does not tell %s".formatted(values, grain, dimension));
        }
        return told;
    }

    public Tally perpetrators(Set<String> nationalities) {
        if (nationalities.size() == 1) {
            Tally told = ofNationality.get(nationalities.iterator().next());
            if (told != null) {
                return told;
            }
        }
        throw new IllegalStateException(
                "A cell of %s does not tell the perpetrators of %s apart".formatted(values, nationalities));
    }
}
