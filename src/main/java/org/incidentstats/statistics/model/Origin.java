package org.incidentstats.statistics.model;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.incidentstats.event.Event;
import org.incidentstats.time.Grain;

/**
 * Where the values of a dimension come from. Those that a fact keeps are read from the event once; the others follow
 * from what it keeps.
 */
sealed interface Origin {

    /** The number of a dimension that is kept, in stored facts: never changed, and never given to another. */
    record Kept(int number, boolean several, boolean groups, Function<Event, Stream<String>> values)
            implements Origin {}

    record Derived(boolean several, Function<Fact, Collection<String>> values) implements Origin {}

    record Time(Grain grain) implements Origin {}

    /** One value of each event. */
    static Origin one(int number, Function<Event, String> value) {
        return new Kept(number, false, false, event -> Stream.of(value.apply(event)));
    }

    /** Any number of values; {@value Dimension#UNKNOWN} where there are none. */
    static Origin several(int number, Function<Event, Stream<String>> values) {
        return new Kept(number, true, false, values);
    }

    /** Any number of codes of the register of groups. */
    static Origin groups(int number, Function<Event, Stream<String>> values) {
        return new Kept(number, true, true, values);
    }

    static Origin following(Function<Fact, Collection<String>> values) {
        return new Derived(true, values);
    }

    static Origin followingOne(Function<Fact, String> value) {
        return new Derived(false, fact -> List.of(value.apply(fact)));
    }
}
