package org.incidentstats.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.incidentstats.event.EventDate;
import org.incidentstats.local.Databases;
import org.incidentstats.local.LocalDatabase;
import org.incidentstats.statistics.StatisticsState.Which;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What may be the same incident is found by an index, whatever the dates are. */
class OverlappingTest {

    private static final AtomicInteger READ = new AtomicInteger();

    private static LocalDatabase database;
    private static CubeStore store;
    private static Statistics statistics;
    private static int generation;
    private static int found;

    @BeforeContainer
    static void startDatabase() throws Exception {
        database = Databases.inMemory();
        DynamoDbEnhancedClient client = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(database.client(new ExecutionInterceptor() {
                    @Override
                    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                        if (context.response() instanceof QueryResponse response) {
                            READ.addAndGet(response.scannedCount());
                        }
                    }
                }))
                .build();
        store = new CubeStore(client, Databases.TABLES);
        statistics = StatisticsOf.database(client);
    }

    @AfterContainer
    static void stopDatabase() throws Exception {
        database.stop();
        assertTrue(found > 20, "found in all: " + found);
    }

    @Provide
    Arbitrary<Facts.Record> records() {
        return Facts.records();
    }

    @Provide
    Arbitrary<List<EventDate>> dates() {
        return Facts.date().list().ofSize(15);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void everyFactOfTheTypeAndCountriesThatSharesADayIsFoundAndNoOther(
            @ForAll("records") Facts.Record record, @ForAll("dates") List<EventDate> dates) {
        live(record.facts());
        Set<String> countries = Set.of("AFG", "DEU", "TJK");
        for (EventDate date : dates) {
            Set<String> expected = record.facts().stream()
                    .filter(Fact::counts)
                    .filter(fact -> fact.values(Dimension.TYPE).contains("bombing"))
                    .filter(fact -> !Collections.disjoint(fact.values(Dimension.COUNTRY), countries))
                    .filter(fact -> fact.date()
                            .firstDay()
                            .datesUntil(fact.date().lastDay().plusDays(1))
                            .anyMatch(day -> !day.isBefore(date.firstDay()) && !day.isAfter(date.lastDay())))
                    .map(Fact::event)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(expected, overlapping("bombing", countries, date), date::toString);
            found += expected.size();
        }
    }

    @Example
    void theFirstAndTheLastDayOfADateBelongToIt() {
        Fact fact = facts(1).get(0);
        for (String date : List.of("2022-10-05", "2022-10", "2020", "2020-01-31/2020-03-01", "2020/2022", "0000")) {
            live(List.of(dated(fact, date)));
            LocalDate first = EventDate.parse(date).firstDay();
            LocalDate last = EventDate.parse(date).lastDay();
            assertEquals(Set.of(fact.event()), on(fact, first), date);
            assertEquals(Set.of(fact.event()), on(fact, last), date);
            assertEquals(Set.of(), on(fact, last.plusDays(1)), date);
            if (first.getYear() > 0) {
                assertEquals(Set.of(), on(fact, first.minusDays(1)), date);
            }
        }
    }

    private static Set<String> on(Fact fact, LocalDate day) {
        return overlapping(fact.values(Dimension.TYPE).iterator().next(), Set.copyOf(fact.values(Dimension.COUNTRY)), EventDate.parse(day.toString()));
    }

    @Example
    void aFactThatAChangeUnderWayWillLeadToIsNotFoundYet() {
        Fact fact = facts(1).get(0);
        StatisticsState before = live(List.of());
        StatisticsState begun = before.nextStep(Instant.EPOCH);
        store.commit(new CubeStore.Change(before, begun, List.of(), List.of(), Optional.of(fact), Optional.empty()));
        assertEquals(Set.of(), overlapping(fact.values(Dimension.TYPE).iterator().next(), Set.copyOf(fact.values(Dimension.COUNTRY)), fact.date()));
        StatisticsState done = begun.next(begun.reflected(), Instant.EPOCH);
        store.commit(new CubeStore.Change(begun, done, List.of(fact), List.of(), Optional.empty(), Optional.of(fact)));
        assertEquals(Set.of(fact.event()), overlapping(fact.values(Dimension.TYPE).iterator().next(), Set.copyOf(fact.values(Dimension.COUNTRY)), fact.date()));
    }

    @Example
    void fewFactsAreReadForADay() {
        List<Fact> facts = facts(1_000);
        live(facts);
        Fact one = facts.stream()
                .filter(fact -> fact.values(Dimension.TYPE).contains("bombing") && fact.date() instanceof EventDate.Day)
                .findFirst()
                .orElseThrow();
        READ.set(0);
        assertTrue(
                overlapping("bombing", Set.copyOf(one.values(Dimension.COUNTRY)), one.date()).contains(one.event()));
        long ofTheType =
                facts.stream().filter(fact -> fact.values(Dimension.TYPE).contains("bombing")).count();
        assertTrue(ofTheType > 200, "bombings in all: " + ofTheType);
        assertTrue(READ.get() < 20, "read: " + READ);
    }

    private static Set<String> overlapping(String type, Set<String> countries, EventDate date) {
        return statistics.overlapping(type, countries, date).stream()
                .map(Fact::event)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Makes these the facts of now; those of earlier generations stay in the table, as in the midst of a rebuild. */
    private static StatisticsState live(List<Fact> facts) {
        StatisticsState state = new StatisticsState(Which.LIVE, ++generation, 1, Places.NONE, Instant.EPOCH, 0);
        store.fill(state, facts, new Cube());
        return state;
    }

    private static List<Fact> facts(int number) {
        List<Fact> facts = new ArrayList<>();
        new SyntheticFacts(1).each(number, facts::add);
        return facts;
    }

    private static Fact dated(Fact fact, String date) {
        return FactBuilder.like(fact).on(date).build();
    }
}
