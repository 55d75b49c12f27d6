package org.incidentstats.statistics.model;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.incidentstats.event.Event;
import org.incidentstats.event.EventVersion;
import org.incidentstats.time.EventDate;
import org.incidentstats.vocabulary.GroupRegister;

/**
 * What one version of an event contributes to statistics: its codes and its estimates, nothing else.
 *
 * @param event   the event's id
 * @param version the version that it reflects
 * @param counts  whether the event counts; one that is retracted or a duplicate does not
 * @param date    when it happened
 * @param codes   of each dimension that {@linkplain Dimension#kept() is kept} and known its values, ascending, each
 *                once; a dimension that is not here is {@value Dimension#UNKNOWN}
 * @param figures of each measure that {@linkplain Measure#kept() is kept} and known its figure
 * @param people  of each measure that is known {@linkplain Measure#byNationality() by nationality} the figure of each
 *                nationality; of perpetrators always, {@code unknown} alone where none is stated
 */
public record Fact(
        String event,
        int version,
        boolean counts,
        EventDate date,
        Map<Dimension, List<String>> codes,
        Map<Measure, Tally> figures,
        Map<Measure, SortedMap<String, Tally>> people) {

    /**
     * Stands for the rules by which facts are told from versions. <b>Raise it with every change after which some version
     * on record gives another fact than before</b>, be it here, in {@link Dimension}, {@link Measure} or {@link Tally},
     * or in what they read of an event. A release then counts from columns of its own, which it makes from the versions,
     * and takes nothing that was derived by other rules; until then old and new facts would be added up. A dimension or
     * a measure more or less is not such a change: their names are told apart anyway.
     */
    public static final int DERIVATION = 1;

    private static final List<String> NOT_KNOWN = List.of(Dimension.UNKNOWN);

    private static final SortedMap<String, Tally> NOBODY_STATED =
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(Dimension.UNKNOWN, Tally.UNKNOWN)));

    /** Leaves out what is not known, so that equal facts are equal however they were made. */
    public Fact {
        codes = without(codes, NOT_KNOWN, Dimension.class);
        figures = without(figures, Tally.UNKNOWN, Measure.class);
        people = without(without(people, NOBODY_STATED, Measure.class), Collections.emptySortedMap(), Measure.class);
    }

    public static Fact of(EventVersion version) {
        Event event = version.event();
        Map<Dimension, List<String>> codes = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            if (dimension.kept()) {
                codes.put(dimension, dimension.of(event));
            }
        }
        Map<Measure, Tally> figures = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            if (measure.kept()) {
                figures.put(measure, measure.of(event));
            }
        }
        Map<Measure, SortedMap<String, Tally>> people = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            people.put(measure, measure.ofNationalities(event));
        }
        return new Fact(version.id(), version.version(), version.counts(), event.date(), codes, figures, people);
    }

    /** Its values of a dimension, at least one, ascending. */
    public Collection<String> values(Dimension dimension) {
        return dimension.of(this);
    }

    /** Its values of a dimension that is kept. */
    List<String> kept(Dimension dimension) {
        return codes.getOrDefault(dimension, NOT_KNOWN);
    }

    /** Each nationality of its perpetrators with their figure; {@code unknown} alone where none is stated. */
    public SortedMap<String, Tally> perpetrators() {
        return people.getOrDefault(Measure.PERPETRATORS, NOBODY_STATED);
    }

    /** The figure of each nationality; empty where the record does not know the measure by nationality. */
    public SortedMap<String, Tally> ofNationality(Measure measure) {
        return measure == Measure.PERPETRATORS
                ? perpetrators()
                : people.getOrDefault(measure, Collections.emptySortedMap());
    }

    /** What the event contributes to an estimated measure, in full. */
    public Tally tally(Measure measure) {
        if (!measure.estimated()) {
            throw new IllegalArgumentException("events are counted, not estimated");
        }
        return measure.kept()
                ? figures.getOrDefault(measure, Tally.UNKNOWN)
                : Tally.ofOneEvent(perpetrators().values());
    }

    /**
     * What the event contributes to an estimated measure where it is asked for by nationality: of people whose
     * nationality is known, those of these nationalities, each once; else the figure in full.
     *
     * @param nationalities empty where nationalities are not asked for
     */
    public Tally tally(Measure measure, Optional<Set<String>> nationalities) {
        if (nationalities.isEmpty() || !measure.byNationality()) {
            return tally(measure);
        }
        SortedMap<String, Tally> known = ofNationality(measure);
        if (known.isEmpty()) {
            return tally(measure);
        }
        List<Tally> asked = known.entrySet().stream()
                .filter(some -> nationalities.get().contains(some.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return asked.isEmpty() ? Tally.NONE : Tally.ofOneEvent(asked);
    }

    /** The same with every group under the code that a register counts it under, each once. */
    public Fact under(GroupRegister register) {
        Map<Dimension, List<String>> canonical = new EnumMap<>(Dimension.class);
        canonical.putAll(codes);
        canonical.replaceAll((dimension, values) -> dimension.ofGroups()
                ? values.stream().map(register::canonical).distinct().sorted().toList()
                : values);
        return canonical.equals(codes) ? this : new Fact(event, version, counts, date, canonical, figures, people);
    }

    private static <K extends Enum<K>, V> Map<K, V> without(Map<K, V> map, V unknown, Class<K> keys) {
        Map<K, V> known = new EnumMap<>(keys);
        map.forEach((key, value) -> {
            if (!value.equals(unknown)) {
                known.put(key, value);
            }
        });
        return Collections.unmodifiableMap(known);
    }
}
