package org.incidentstats.statistics.columns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.incidentstats.statistics.Answer;
import org.incidentstats.statistics.EventCursor;
import org.incidentstats.statistics.EventList;
import org.incidentstats.statistics.EventPage;
import org.incidentstats.statistics.FactSnapshot;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.columns.scan.Columns;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Entry;
import org.incidentstats.statistics.columns.segment.ReferenceSource;
import org.incidentstats.statistics.columns.segment.Row;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.statistics.columns.segment.SegmentBuilder;
import org.incidentstats.statistics.columns.segment.SegmentDecoder;
import org.incidentstats.statistics.columns.segment.SegmentFormat;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.SyntheticFacts;
import org.incidentstats.time.EventDate;
import org.incidentstats.vocabulary.GroupRegister;
import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever is asked, at whatever position, the columns give the answer that the facts of that position give. */
class ColumnsTest {

    private static final int QUESTIONS = 20;

    private final Dictionaries dictionaries = new Dictionaries();

    @Property(tries = 200)
    void columnsGiveTheAnswersThatFactsGive(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int changes) {
        Random random = new Random(seed);
        RandomHistory history = new RandomHistory(changes, random);
        assertAnswers(history, segments(history.rows(), random), random);
    }

    @Property(tries = 100)
    void mergedSegmentsGiveTheSameAnswers(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int changes) {
        Random random = new Random(seed);
        RandomHistory history = new RandomHistory(changes, random);
        List<Segment> segments = new ArrayList<>(segments(history.rows(), random));
        for (int merges = 1 + random.nextInt(3); merges > 0; merges--) {
            Collections.shuffle(segments, random);
            List<Segment> some = segments.subList(0, random.nextInt(segments.size() + 1));
            Optional<Segment> merged = merged(some);
            some.clear();
            merged.ifPresent(segments::add);
        }
        assertAnswers(history, segments, random);
    }

    /** So many rows that those of a group are added up together. */
    @Test
    void manyRowsOfFewGroupsGiveTheSameAnswers() {
        List<Fact> facts = new ArrayList<>();
        new SyntheticFacts(1).each(6_000, facts::add);
        List<Row> rows = new ArrayList<>();
        facts.forEach(fact -> rows.add(new Row(fact, rows.size() + 1L, 1)));
        Columns columns = new Columns(dictionaries, List.of(Segment.of(rows, dictionaries)), ReferenceSource.none());
        for (List<Dimension> by : List.of(
                List.of(Dimension.TYPE),
                List.of(Dimension.TYPE, Dimension.YEAR),
                List.of(Dimension.YEAR, Dimension.CATEGORY),
                List.of(Dimension.COUNTRY, Dimension.YEAR))) {
            for (int position : List.of(3_000, 6_000)) {
                Query query = new Query(by, List.of(Measure.values()), Selection.EVERYTHING);
                assertEquals(
                        Answer.of(query, facts.subList(0, position)),
                        columns.answer(query, Optional.empty(), position, GroupRegister.EMPTY, looked -> {}),
                        () -> by + " at " + position);
            }
        }
    }

    /** As compaction merges: in the order of dates, rows that cancel each other closed. */
    private Optional<Segment> merged(List<Segment> some) {
        List<Entry> entries = new ArrayList<>();
        for (Segment segment : some) {
            entries.addAll(new SegmentDecoder(segment, segment.references().orElseThrow(), dictionaries).entries());
        }
        SegmentBuilder builder = new SegmentBuilder(dictionaries);
        Entry.closed(entries).stream().sorted(Entry.BY_DATE).forEach(builder::add);
        return builder.isEmpty() ? Optional.empty() : Optional.of(builder.build());
    }

    @Property(tries = 100)
    void storedSegmentsGiveTheSameAnswers(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int changes) {
        Random random = new Random(seed);
        RandomHistory history = new RandomHistory(changes, random);
        Dictionaries others = new Dictionaries();
        List<Segment> stored = segments(history.rows(), random).stream()
                .map(segment -> SegmentFormat.read(SegmentFormat.columns(segment, dictionaries), others)
                        .withReferences(SegmentFormat.readReferences(
                                SegmentFormat.references(segment.references().orElseThrow()))))
                .toList();
        assertAnswers(history, new Columns(others, stored, ReferenceSource.none()), random);
    }

    @Property(tries = 200)
    void rowsComeBackAsTheyWere(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int changes) {
        RandomHistory history = new RandomHistory(changes, new Random(seed));
        Segment segment = Segment.of(history.rows(), dictionaries);
        assertEquals(
                new HashSet<>(history.rows()),
                new HashSet<>(segment.decode(segment.references().orElseThrow(), dictionaries)));
    }

    @Property(tries = 200)
    void twoPositionsDifferByWhatCountsAtOneAndNotAtTheOther(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int changes) {
        Random random = new Random(seed);
        RandomHistory history = new RandomHistory(changes, random);
        Columns columns = new Columns(dictionaries, segments(history.rows(), random), ReferenceSource.none());
        int upTo = random.nextInt(changes + 1);
        int after = random.nextInt(upTo + 1);
        Map<Fact, Integer> difference = new HashMap<>();
        columns.net(after, upTo).forEach(row -> difference.merge(row.fact(), row.sign(), Integer::sum));
        Map<Fact, Integer> expected = new HashMap<>();
        history.at(after).forEach(fact -> expected.merge(fact, -1, Integer::sum));
        history.at(upTo).forEach(fact -> expected.merge(fact, 1, Integer::sum));
        expected.values().removeIf(sign -> sign == 0);
        assertEquals(expected, difference);
    }

    @Property(tries = 200)
    void pagesOfEventsAreThoseOfTheFacts(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int changes) {
        Random random = new Random(seed);
        RandomHistory history = new RandomHistory(changes, random);
        Columns columns = new Columns(dictionaries, segments(history.rows(), random), ReferenceSource.none());
        for (int i = 0; i < QUESTIONS; i++) {
            long position = random.nextInt(history.last() + 1);
            GroupRegister register = history.register();
            List<Fact> facts = history.at(position, register);
            EventList list = new EventList(
                    new RandomQuestions(facts, random).selection(),
                    EventList.Within.values()[random.nextInt(3)],
                    cursor(facts, random),
                    random.nextInt(6));
            EventPage expected = FactSnapshot.of(facts).events(list);
            assertEquals(expected, columns.events(list, position, register, rows -> {}), list::toString);
        }
    }

    private static Optional<EventCursor> cursor(List<Fact> facts, Random random) {
        if (facts.isEmpty() || random.nextInt(3) == 0) {
            return Optional.empty();
        }
        Fact fact = facts.get(random.nextInt(facts.size()));
        // One that is gone by now, or that is there
        return Optional.of(
                random.nextInt(4) == 0
                        ? new EventCursor(EventDate.parse("2022-11-04/2022-11"), "event-1")
                        : new EventCursor(fact.date(), fact.event()));
    }

    private void assertAnswers(RandomHistory history, List<Segment> segments, Random random) {
        assertAnswers(history, new Columns(dictionaries, segments, ReferenceSource.none()), random);
    }

    private static void assertAnswers(RandomHistory history, Columns columns, Random random) {
        long events = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            long position = random.nextBoolean() ? history.last() : random.nextInt(history.last() + 2);
            GroupRegister register = history.register();
            List<Fact> facts = history.at(position, register);
            RandomQuestions questions = new RandomQuestions(facts, random);
            Query query = questions.query();
            Optional<Set<String>> kept = questions.kept(query);
            Answer answer = columns.answer(query, kept, position, register, rows -> {});
            assertEquals(
                    Answer.of(query, kept, facts),
                    answer,
                    () -> query + " " + kept + " at " + position + " under " + register);
            events += answer.total().events();
        }
        assertTrue(events > 0 || history.at(history.last()).size() < 10, "nothing was counted at all");
    }

    /** The rows in some segments, each row in any of them. */
    private List<Segment> segments(List<Row> rows, Random random) {
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
