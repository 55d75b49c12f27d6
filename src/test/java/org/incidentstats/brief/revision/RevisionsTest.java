package org.incidentstats.brief.revision;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.incidentstats.brief.Contents;
import org.incidentstats.brief.Workbooks;
import org.incidentstats.brief.content.Briefs;
import org.incidentstats.brief.content.Briefs.Subject;
import org.incidentstats.brief.content.Figures;
import org.incidentstats.brief.content.Quantity;
import org.incidentstats.brief.content.Quantity.Part;
import org.incidentstats.brief.content.Quantity.What;
import org.incidentstats.brief.content.Revisions;
import org.incidentstats.brief.content.Revisions.Cause;
import org.incidentstats.brief.content.Revisions.How;
import org.incidentstats.brief.content.Revisions.Revision;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.brief.revision.RevisionFinder.Earlier;
import org.incidentstats.brief.words.BriefWords;
import org.incidentstats.event.Estimate;
import org.incidentstats.event.Event;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.Change;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.event.store.GroupChange;
import org.incidentstats.event.store.HasDuplicates;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.statistics.model.NaiveStatistics;
import org.incidentstats.store.Doors;
import org.incidentstats.time.EventDate;
import org.incidentstats.vocabulary.Category;
import org.incidentstats.vocabulary.Evidence;
import org.incidentstats.vocabulary.GroupEntry;
import org.incidentstats.vocabulary.Language;
import org.incidentstats.vocabulary.Nationality;
import org.incidentstats.vocabulary.Outcome;
import org.incidentstats.vocabulary.RelationKind;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Revisions explain every number of earlier briefs that changed, to the last unit, over a real record. */
class RevisionsTest {

    private static final YearMonth JULY = YearMonth.of(2023, 7);
    private static final List<YearMonth> MONTHS = List.of(JULY, YearMonth.of(2023, 8), YearMonth.of(2024, 7));

    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2024-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plusSeconds(60);
            return now;
        }
    }

    private static EventStore record() {
        return new EventStore(Doors.fresh(), new Ticking(), new FactFormat());
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void whatWasSaidAndTheDifferencesMakeWhatIsSaid(@ForAll long seed) {
        Random random = new Random(seed);
        EventStore events = record();
        Briefs briefs = new Briefs(events, Workbooks.CODEBOOK);
        Scope scope = random.nextBoolean()
                ? Scope.EVERYTHING
                : new Scope(Map.of(Dimension.COUNTRY, Set.of("AFG", "TJK"), Dimension.CATEGORY, Set.of("attack")));
        List<Earlier> earlier = new ArrayList<>();
        Statistics statistics = new NaiveStatistics(events);
        change(events, random, 12);
        for (YearMonth month : MONTHS) {
            Snapshot then = statistics.now();
            earlier.add(
                    new Earlier(month, then.position(), briefs.figures(new Subject(month, scope, Language.EN), then)));
            change(events, random, 6);
        }
        Revisions revisions = find(briefs, events, earlier, scope);
        for (Earlier brief : earlier) {
            assertExplained(brief, revisions, briefs, statistics.now(), scope);
        }
    }

    /** Each number that differs is told once for the brief, with differences that add up, and no other number is. */
    private static void assertExplained(
            Earlier brief, Revisions revisions, Briefs briefs, Snapshot today, Scope scope) {
        Map<Quantity, Long> then = PublishedNumbers.of(brief.month(), brief.figures());
        Map<Quantity, Long> now = PublishedNumbers.of(
                brief.month(), briefs.figures(new Subject(brief.month(), scope, Language.EN), today));
        Map<Quantity, Revision> told = new TreeMap<>();
        revisions.revisions().stream()
                .filter(revision -> revision.published().contains(brief.month()))
                .forEach(revision -> assertEquals(null, told.put(revision.quantity(), revision)));
        Set<Quantity> all = new HashSet<>(then.keySet());
        all.addAll(now.keySet());
        for (Quantity quantity : all) {
            long before = then.getOrDefault(quantity, 0L);
            long after = now.getOrDefault(quantity, 0L);
            Revision revision = told.remove(quantity);
            assertEquals(before != after, revision != null, () -> quantity + " was " + before + ", is " + after);
            if (revision != null) {
                assertEquals(before, revision.then());
                assertEquals(after, revision.now());
                assertEquals(
                        after - before,
                        revision.causes().stream().mapToLong(Cause::difference).sum());
                assertTrue(
                        revision.causes().stream().noneMatch(cause -> cause.how() == How.RULES),
                        () -> "not by incidents alone: " + revision);
            }
        }
        assertTrue(told.isEmpty(), told::toString);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void noTwoNumbersOfABriefAreCalledTheSame(@ForAll long seed) {
        EventStore events = record();
        change(events, new Random(seed), 20);
        Figures figures = new Briefs(events, Workbooks.CODEBOOK)
                .figures(new Subject(JULY, Scope.EVERYTHING, Language.EN), new NaiveStatistics(events).now());
        Set<Quantity> quantities = PublishedNumbers.of(JULY, figures).keySet();
        for (Language language : Language.values()) {
            BriefWords words = BriefWords.of(language, Workbooks.CODEBOOK);
            Map<String, Quantity> named = new TreeMap<>();
            quantities.forEach(
                    quantity -> assertEquals(null, named.put(words.quantity(quantity), quantity), quantity::toString));
        }
    }

    @Example
    void aNumberIsCalledByTheDimensionsOfItsValues() {
        Quantity pair = new Quantity(
                What.INCIDENTS,
                Part.COUNT,
                "2022-07",
                Optional.empty(),
                Optional.of("TJK"),
                Optional.of(Dimension.UNKNOWN));
        assertEquals(
                "Incidents, country: Tajikistan, nationality: Unknown, July 2022",
                BriefWords.of(Language.EN, Workbooks.CODEBOOK).quantity(pair));
        assertEquals(
                "Инциденты, страна: Таджикистан, гражданство: Неизвестно, июль 2022",
                BriefWords.of(Language.RU, Workbooks.CODEBOOK).quantity(pair));
    }

    @Example
    void eachKindOfChangeIsNamed() {
        EventStore events = record();
        Briefs briefs = new Briefs(events, Workbooks.CODEBOOK);
        events.record(
                List.of(
                        new Change.Creation("corrected", event("2023-07-01", 3, "AFG")),
                        new Change.Creation("retracted", event("2023-07-02", 5, "AFG")),
                        new Change.Creation("twice", event("2023-07-03", 7, "PAK"))),
                "editor");
        Snapshot then = new NaiveStatistics(events).now();
        Figures figures = briefs.figures(new Subject(JULY, Scope.EVERYTHING, Language.EN), then);
        events.record(
                List.of(new Change.Correction("corrected", 1, event("2023-07-01", 4, "AFG"), Optional.of("A typo"))),
                "editor");
        events.record(List.of(new Change.Retraction("retracted", 1, "Never happened")), "editor");
        events.record(
                List.of(new Change.Correction(
                        "twice",
                        1,
                        event("2023-07-03", 7, "PAK", new Event.Relation(RelationKind.DUPLICATE_OF, "corrected")),
                        Optional.empty())),
                "editor");
        events.record(List.of(new Change.Creation("late", event("2023-07-20", 12, "TJK"))), "editor");
        Revisions revisions =
                find(briefs, events, List.of(new Earlier(JULY, then.position(), figures)), Scope.EVERYTHING);
        Revision killed = revisions.revisions().stream()
                .filter(revision -> revision.quantity()
                        .equals(new Quantity(
                                What.KILLED,
                                Part.BEST,
                                "2023-07",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())))
                .findFirst()
                .orElseThrow();
        Map<String, String> causes = new TreeMap<>();
        killed.causes()
                .forEach(cause -> causes.put(
                        cause.event().orElseThrow(),
                        "%s %d %s"
                                .formatted(
                                        cause.how(),
                                        cause.difference(),
                                        cause.reason().orElse("-"))));
        assertEquals(
                Map.of(
                        "corrected", "CORRECTED 1 A typo",
                        "retracted", "RETRACTED -5 Never happened",
                        "twice", "DUPLICATE -7 -",
                        "late", "RECORDED 12 -"),
                causes);
        assertEquals(3 + 5 + 7, killed.then());
        assertEquals(4 + 12, killed.now());
    }

    @Example
    void aMergedGroupIsACauseOfItsOwn() {
        EventStore events = record();
        Briefs briefs = new Briefs(events, Workbooks.CODEBOOK);
        Scope scope = new Scope(Map.of(Dimension.GROUP, Set.of("IS")));
        events.record(
                List.of(
                        new Change.Creation("one", event("2023-07-01", 3, "AFG")),
                        new Change.Creation("two", event("2023-07-02", 5, "AFG"))),
                "editor");
        Snapshot then = new NaiveStatistics(events).now();
        Figures figures = briefs.figures(new Subject(JULY, scope, Language.EN), then);
        merge(events, "ISKP", "IS");
        Revisions revisions = find(briefs, events, List.of(new Earlier(JULY, then.position(), figures)), scope);
        Revision killed = revisions.revisions().stream()
                .filter(revision -> revision.quantity()
                        .equals(new Quantity(
                                What.KILLED,
                                Part.BEST,
                                "2023-07",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())))
                .findFirst()
                .orElseThrow();
        assertEquals(0, killed.then());
        assertEquals(3 + 5, killed.now());
        assertEquals(
                List.of(new Cause(
                        Optional.empty(),
                        Optional.of("ISKP → IS"),
                        How.GROUPS,
                        Optional.empty(),
                        3 + 5,
                        Optional.empty())),
                killed.causes());
    }

    @Example
    void aBriefAboutAGroupIsAboutTheOneThatItWasMergedInto() {
        EventStore events = record();
        Briefs briefs = new Briefs(events, Workbooks.CODEBOOK);
        Scope scope = new Scope(Map.of(Dimension.GROUP, Set.of("ISKP")));
        events.record(List.of(new Change.Creation("one", event("2023-07-01", 3, "AFG"))), "editor");
        Snapshot then = new NaiveStatistics(events).now();
        Figures figures = briefs.figures(new Subject(JULY, scope, Language.EN), then);
        merge(events, "ISKP", "IS");
        Figures today = briefs.figures(new Subject(JULY, scope, Language.EN), new NaiveStatistics(events).now());
        assertEquals(PublishedNumbers.of(JULY, figures), PublishedNumbers.of(JULY, today));
        assertEquals(
                List.of(),
                find(briefs, events, List.of(new Earlier(JULY, then.position(), figures)), scope)
                        .revisions());
    }

    private static void merge(EventStore events, String code, String into) {
        events.recordGroup(
                new GroupChange(
                        0,
                        new GroupEntry(code, Map.of(), List.of(), Optional.empty(), Optional.of(into), true, Map.of()),
                        Optional.empty()),
                "editor");
    }

    private static Revisions find(Briefs briefs, EventStore events, List<Earlier> earlier, Scope scope) {
        Statistics statistics = new NaiveStatistics(events);
        return new RevisionFinder(
                        briefs,
                        events,
                        statistics,
                        statistics.now(),
                        path -> URI.create("https://stats.example.org" + path))
                .find(earlier, scope);
    }

    /** Creations, corrections, retractions and marks of duplicates, as they come. */
    private static void change(EventStore events, Random random, int changes) {
        for (int i = 0; i < changes; i++) {
            String id = "event-" + random.nextInt(14);
            Optional<EventVersion> there = events.find(id);
            int before = there.map(EventVersion::version).orElse(0);
            Event.Relation[] relations = random.nextInt(6) == 0
                    ? new Event.Relation[] {new Event.Relation(RelationKind.DUPLICATE_OF, "event-" + random.nextInt(14))
                    }
                    : new Event.Relation[0];
            Event event = event(
                    dates().get(random.nextInt(dates().size())),
                    random.nextInt(9),
                    List.of("AFG", "PAK", "TJK").get(random.nextInt(3)),
                    relations);
            Change change = before == 0
                    ? new Change.Creation(id, event)
                    : random.nextInt(4) == 0
                            ? new Change.Retraction(id, before, "wrong")
                            : new Change.Correction(id, before, event, Optional.empty());
            try {
                events.record(List.of(change), "editor");
            } catch (InvalidRequest | HasDuplicates refused) {
                // Not every change that chance makes up is one that the record takes
            }
        }
    }

    private static List<String> dates() {
        return List.of(
                "2023-07-05",
                "2023-07",
                "2023-06-30",
                "2022-07",
                "2023-08-01/2023-08-09",
                "2023",
                "2022/2023",
                "2024-07-09",
                "2024-06",
                "2022-12");
    }

    private static Event event(String date, int killed, String country, Event.Relation... relations) {
        return new Event(
                "Incident of " + killed,
                Optional.empty(),
                killed % 3 == 0 ? Category.PLOT : Category.ATTACK,
                killed % 3 == 0 ? "attack-plot" : "armed-assault",
                EventDate.parse(date),
                killed % 2 == 0
                        ? List.of(Contents.place(country, "Somewhere"))
                        : List.of(Contents.place(country, "Somewhere"), Contents.place("KGZ", "Elsewhere")),
                killed % 4 == 0 ? List.of() : List.of("ISKP"),
                Optional.empty(),
                Outcome.COMPLETED,
                Evidence.OFFICIAL,
                Optional.empty(),
                killed % 5 == 0
                        ? List.of()
                        : List.of(new Event.Perpetrators(
                                new Nationality(country),
                                killed % 2 == 0 ? Optional.empty() : Optional.of(Estimate.exactly(killed)))),
                List.of(),
                Optional.of(new Event.Casualties(
                        killed == 8
                                ? Optional.empty()
                                : Optional.of(killed % 2 == 0 ? Estimate.exactly(killed) : Estimate.atLeast(killed)),
                        Optional.empty(),
                        Optional.empty())),
                Optional.of(Estimate.exactly(1)),
                List.of(),
                List.of(),
                List.of(Contents.source("A publisher", "A report", "https://news.example.com/1")),
                List.of(relations),
                Optional.empty());
    }
}
