package org.incidentstats.brief;

import java.time.YearMonth;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.brief.FrozenBriefs.Edition;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.store.Condition;
import org.incidentstats.store.Door;
import org.incidentstats.store.Engine;
import org.incidentstats.store.Engines;
import org.incidentstats.store.Item;
import org.incidentstats.store.OnEachEngine;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.SteppedDoor;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;
import org.incidentstats.vocabulary.Language;
import org.junit.jupiter.api.AfterEach;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Whatever happens while a brief is made, one brief is there in the end, and nothing that belongs to no brief, on each
 * engine.
 */
class FreezeCrashTest {

    private static final YearMonth MONTH = YearMonth.of(2023, 7);
    /** Of two parts. */
    private static final byte[] WORKBOOK = new byte[500_000];

    private static final Engines ENGINES = new Engines();

    private Door alive;

    /** Under which files have stood. */
    private final Set<String> files = new HashSet<>();

    @AfterEach
    void close() {
        if (alive != null) {
            alive.close();
        }
    }

    /** The end of a process: nothing catches it, and nothing is called after it. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    @OnEachEngine
    void aProcessThatEndsAnywhereLeavesNothingBehindTheNextBrief(Engine engine) {
        alive = ENGINES.fresh(engine);
        int fatal = 1;
        while (endsAt(fatal)) {
            assertOneBrief(freeze(alive), "ended at step " + fatal);
            fatal += engine.stride();
        }
        assertOneBrief(freeze(alive), "did not end");
        assertTrue(fatal > 20, () -> "a brief takes more calls than that");
    }

    private boolean endsAt(int fatal) {
        try {
            freeze(new SteppedDoor(alive, (step, answered, write) -> {
                if (step >= fatal) {
                    throw new Crash();
                }
            }));
            return false;
        } catch (Crash e) {
            return true;
        }
    }

    @OnEachEngine
    void aBriefThatIsMadeTwiceAtOnceIsKeptOnce(Engine engine) {
        alive = ENGINES.fresh(engine);
        boolean met = true;
        for (int when = 1; met; when += engine.stride()) {
            int meeting = when;
            Set<FrozenBrief> others = new HashSet<>();
            FrozenBrief kept = freeze(new SteppedDoor(alive, (step, answered, write) -> {
                if (step == meeting) {
                    others.add(freeze(alive));
                }
            }));
            met = !others.isEmpty();
            others.forEach(other -> assertEquals(kept, other));
            assertOneBrief(kept, "met at step " + when);
        }
    }

    @OnEachEngine
    void aBriefStaysWhoeverLosesTheAnswerToAnyWrite(Engine engine) {
        alive = ENGINES.fresh(engine);
        boolean lost = true;
        for (int when = 1; lost; when += engine.stride()) {
            int losing = when;
            boolean[] happened = {false};
            FrozenBrief kept = freeze(new SteppedDoor(alive, (step, answered, write) -> {
                if (write && answered && step >= losing && !happened[0]) {
                    happened[0] = true;
                    throw new Door.UnknownOutcome("the answer was lost", null);
                }
            }));
            assertOneBrief(kept, "lost at step " + when);
            lost = happened[0];
        }
    }

    /** The brief, and in each language its numbers and its workbook, then they are deleted. */
    private void assertOneBrief(FrozenBrief kept, String when) {
        for (Language language : Language.values()) {
            assertArrayEquals(WORKBOOK, new FrozenBriefs(alive).workbook(kept, language), when);
            assertEquals(
                    2,
                    new FrozenBriefs(alive).numbers(kept, language).incidents().size(),
                    when);
        }
        List<Place> places = Stream.concat(
                        Stream.of("briefs#", "brief-attempts#"), files.stream().map(one -> "brief#" + one))
                .flatMap(part -> alive.all(Range.of(Table.OPERATIONS, part)))
                .map(Item::place)
                .toList();
        String part = "brief#" + kept.files();
        assertEquals(
                Set.of(
                        "briefs# 2023-07",
                        part + " en.json.gz#0000",
                        part + " en.xlsx#0000",
                        part + " en.xlsx#0001",
                        part + " ru.json.gz#0000",
                        part + " ru.xlsx#0000",
                        part + " ru.xlsx#0001"),
                places.stream().map(place -> place.part() + " " + place.key()).collect(Collectors.toSet()),
                when);
        alive.write(places.stream()
                .map(place -> (Write) new Write.Delete(place, Condition.ANY))
                .toList());
    }

    /** As a process does it that is asked for the brief. */
    private FrozenBrief freeze(Door door) {
        FrozenBriefs frozen = new FrozenBriefs(door);
        return frozen.settled(MONTH, Scope.EVERYTHING).orElseGet(() -> {
            Map<Language, Edition> editions = new EnumMap<>(Language.class);
            for (Language language : Language.values()) {
                editions.put(language, new Edition(Contents.in(language, Contents.july()), WORKBOOK));
            }
            String own = UUID.randomUUID().toString();
            files.add(own);
            return frozen.keep(
                    new FrozenBrief(MONTH, Scope.EVERYTHING, Contents.july().moment(), Map.of(), "1", own, 2),
                    editions);
        });
    }
}
