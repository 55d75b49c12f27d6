package org.incidentstats.statistics;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

import org.incidentstats.event.CodeList;
import org.incidentstats.event.CodeLists;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is written is what is read, and what is added can be taken off again. */
class BlockTest {

    @Provide
    Arbitrary<Facts.Record> records() {
        return Facts.records();
    }

    @Property(tries = 200)
    void aBlockIsReadAsItWasWritten(@ForAll("records") Facts.Record record) {
        Cube cube = new Cube();
        record.facts().forEach(cube::add);
        cube.blocks().forEach((key, cells) -> {
            Block block = new Block(key, cells);
            assertEquals(block, Block.of(key, ByteBuffer.wrap(block.bytes())));
            assertEquals(key, BlockKey.parse(key.toString()));
        });
    }

    @Property(tries = 200)
    void whatIsTakenOutLeavesNothingBehind(@ForAll("records") Facts.Record record) {
        Cube cube = new Cube();
        record.facts().forEach(cube::add);
        record.facts().forEach(cube::remove);
        assertTrue(cube.blocks().isEmpty(), () -> cube.blocks().toString());
    }

    @Property
    void aDateSaysOfEachPeriodWhatItsMonthsSay(@ForAll("records") Facts.Record record) {
        for (Fact fact : record.facts()) {
            for (Grain coarser : Grain.values()) {
                assertEquals(
                        coarser.of(fact.date()), coarser.of(Grain.date(Grain.MONTH.of(fact.date()))), fact::toString);
            }
        }
    }

    /** They stand between the parts of keys. */
    @Example
    void noCodeContainsASignOfTheKeys() {
        CodeLists lists = new CodeLists();
        for (CodeList list : List.of(
                lists.countries(),
                lists.nationalities(),
                lists.groups(),
                lists.categories(),
                lists.types(),
                lists.outcomes(),
                lists.evidence())) {
            list.codes().forEach(code -> assertTrue(code.matches("[A-Za-z0-9-]+"), code));
        }
    }

    @Provide
    Arbitrary<Set<Long>> places() {
        return Arbitraries.longs().between(1, 40).set().ofMaxSize(30);
    }

    @Property
    void rangesAreThePlacesInThem(@ForAll("places") Set<Long> some, @ForAll("places") Set<Long> others) {
        Places places = Places.NONE.with(some).with(others);
        Set<Long> all = new TreeSet<>(some);
        all.addAll(others);
        assertEquals(places, Places.parse(places.toString()));
        assertEquals(
                all,
                new TreeSet<>(LongStream.rangeClosed(0, 60)
                        .filter(places::contains)
                        .boxed()
                        .toList()));
        long complete = LongStream.rangeClosed(1, 60)
                        .filter(place -> !all.contains(place))
                        .findFirst()
                        .orElseThrow()
                - 1;
        assertEquals(complete, places.complete());
        assertEquals(
                LongStream.rangeClosed(1, 20)
                        .filter(place -> !all.contains(place))
                        .count(),
                places.missing(20));
        assertEquals(all.containsAll(others), places.containsAll(Places.NONE.with(new HashSet<>(others))));
        assertEquals(
                some.containsAll(others), Places.NONE.with(some).containsAll(Places.NONE.with(new HashSet<>(others))));
    }
}
