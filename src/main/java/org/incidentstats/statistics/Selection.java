package org.incidentstats.statistics;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.time.Period;
import org.incidentstats.vocabulary.GroupRegister;

/**
 * Which events are meant: those that have, of each filtered dimension, at least one of the values, of each dimension
 * with excluded values none of them, and whose whole date lies in the period.
 *
 * <p>To exclude is to negate: with {@code country=!AFG} an event in Afghanistan and Pakistan is not meant, because it
 * is in Afghanistan. So every event is either of {@code country=AFG} or of {@code country=!AFG}, and the two counts
 * add up.
 *
 * @param filters  of each dimension the values of which an event must have one
 * @param excluded of each dimension the values of which an event must have none
 * @param period   in which the event must certainly have happened
 */
public record Selection(Map<Dimension, Set<String>> filters, Map<Dimension, Set<String>> excluded, Period period) {

    public static final Selection EVERYTHING = new Selection(Map.of(), Period.EVER);

    public Selection(Map<Dimension, Set<String>> filters, Period period) {
        this(filters, Map.of(), period);
    }

    /** Whether the event is certainly meant. */
    public boolean selects(Fact fact) {
        return period.contains(fact.date()) && passes(fact);
    }

    /** Whether the event may be meant: it passes the filters, and its date overlaps the period without lying inside. */
    public boolean maySelect(Fact fact) {
        return period.mayContain(fact.date()) && passes(fact);
    }

    /** Of which nationalities people are counted, where their nationality is known; of all, where it is empty. */
    public Optional<Set<String>> nationalities() {
        return Optional.ofNullable(filters.get(Dimension.NATIONALITY));
    }

    /** Whether events of this selection are counted under a value of theirs: not where others were asked for. */
    public boolean shows(Dimension dimension, String value) {
        Set<String> asked = filters.get(dimension);
        return asked == null || asked.contains(value);
    }

    /**
     * Those of the events that have at least one of these values. What is excluded of a dimension of which an event has
     * several values stays excluded: one of them being right says nothing about the others.
     */
    public Selection narrowed(Dimension dimension, Collection<String> values) {
        Map<Dimension, Set<String>> narrower = new EnumMap<>(Dimension.class);
        narrower.putAll(filters);
        narrower.put(dimension, Set.copyOf(values));
        Map<Dimension, Set<String>> stillExcluded = new EnumMap<>(Dimension.class);
        stillExcluded.putAll(excluded);
        if (!dimension.severalValued()) {
            stillExcluded.remove(dimension);
        }
        return new Selection(narrower, stillExcluded, period);
    }

    /** The same events, where groups count under the codes that a register says. */
    public Selection under(GroupRegister register) {
        return new Selection(under(register, filters), under(register, excluded), period);
    }

    private static Map<Dimension, Set<String>> under(GroupRegister register, Map<Dimension, Set<String>> filters) {
        if (filters.keySet().stream().noneMatch(Dimension::ofGroups)) {
            return filters;
        }
        Map<Dimension, Set<String>> canonical = new EnumMap<>(filters);
        canonical.replaceAll((dimension, codes) ->
                dimension.ofGroups() ? codes.stream().map(register::canonical).collect(Collectors.toSet()) : codes);
        return canonical;
    }

    /** The same filters over another period. */
    public Selection during(Period other) {
        return new Selection(filters, excluded, other);
    }

    private boolean passes(Fact fact) {
        return fact.counts()
                && filters.entrySet().stream().allMatch(filter -> fact.values(filter.getKey()).stream()
                        .anyMatch(filter.getValue()::contains))
                && excluded.entrySet().stream().noneMatch(filter -> fact.values(filter.getKey()).stream()
                        .anyMatch(filter.getValue()::contains));
    }
}
