package org.incidentstats.statistics;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.Facts;
import org.incidentstats.time.Period;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Which events filters mean, plain and negated. */
class SelectionTest {

    @Provide
    Arbitrary<Facts.Record> records() {
        return Facts.records();
    }

    @Provide
    Arbitrary<Set<String>> countries() {
        return Arbitraries.of(Facts.COUNTRIES).set().ofMinSize(1).ofMaxSize(3);
    }

    @Property
    void anEventIsEitherOfAFilterOrOfItsNegation(
            @ForAll("records") Facts.Record record, @ForAll("countries") Set<String> countries) {
        Set<String> with = record.selected(new Selection(Map.of(Dimension.COUNTRY, countries), Map.of(), Period.EVER));
        Set<String> without =
                record.selected(new Selection(Map.of(), Map.of(Dimension.COUNTRY, countries), Period.EVER));
        Set<String> both = new HashSet<>(with);
        both.addAll(without);
        assertEquals(record.selected(Selection.EVERYTHING), both);
        assertEquals(both.size(), with.size() + without.size());
    }

    @Property
    void aNegatedFilterLeavesOutEveryEventThatHasTheValueBesideOthers(
            @ForAll("records") Facts.Record record, @ForAll("countries") Set<String> countries) {
        Selection selection = new Selection(Map.of(), Map.of(Dimension.COUNTRY, countries), Period.EVER);
        Set<String> expected = record.facts().stream()
                .filter(Fact::counts)
                .filter(fact -> fact.values(Dimension.COUNTRY).stream().noneMatch(countries::contains))
                .map(Fact::event)
                .collect(Collectors.toSet());
        assertEquals(expected, record.selected(selection));
    }
}
