package org.incidentstats.statistics.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.incidentstats.event.GroupRegister;
import org.incidentstats.statistics.Answer;
import org.incidentstats.statistics.Fact;
import org.incidentstats.statistics.Query;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Whatever is asked, at whatever position, the columns give the answer that the facts of that position give. */
class ColumnsTest {

    private static final int QUESTIONS = 25;

    @Property(tries = 300)
    void columnsGiveTheAnswersThatFactsGive(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int changes) {
        Random random = new Random(seed);
        RandomHistory history = new RandomHistory(changes, random);
        Dictionaries dictionaries = new Dictionaries();
        assertAnswers(history, columns(segments(history.rows(), dictionaries, random), dictionaries), random);
    }

    private static Columns columns(List<Segment> segments, Dictionaries dictionaries) {
        return new Columns(dictionaries, segments, ReferenceSource.none());
    }

    private static void assertAnswers(RandomHistory history, Columns columns, Random random) {
        for (int i = 0; i < QUESTIONS; i++) {
            long position = random.nextBoolean() ? history.last() : random.nextInt(history.last() + 2);
            GroupRegister register = history.register();
            List<Fact> facts = history.at(position, register);
            RandomQuestions questions = new RandomQuestions(facts, random);
            Query query = questions.query();
            Optional<Set<String>> kept = questions.kept(query);
            assertEquals(
                    Answer.of(query, kept, facts),
                    columns.answer(query, kept, position, register, rows -> {}),
                    () -> query + " " + kept + " at " + position + " under " + register);
        }
    }

    /** The rows in some segments, each row in any of them. */
    static List<Segment> segments(List<Row> rows, Dictionaries dictionaries, Random random) {
        List<List<Row>> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            parts.add(new ArrayList<>());
        }
        rows.forEach(row -> parts.get(random.nextInt(parts.size())).add(row));
        return parts.stream()
                .filter(part -> !part.isEmpty())
                .map(part -> Segment.of(part, dictionaries))
                .toList();
    }
}
