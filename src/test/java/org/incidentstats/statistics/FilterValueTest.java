package org.incidentstats.statistics;

import java.util.List;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Values of filters as they are written in a request. */
class FilterValueTest {

    @Provide
    Arbitrary<List<FilterValue>> values() {
        Arbitrary<String> names =
                Arbitraries.strings().withChars("ab !,\\/é").ofMinLength(1).ofMaxLength(6);
        return Combinators.combine(Arbitraries.of(true, false), names)
                .as(FilterValue::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property
    void anyNamesAreReadAsTheyWereWritten(@ForAll("values") List<FilterValue> values) {
        String written = values.stream().map(FilterValue::toString).collect(Collectors.joining(","));
        assertEquals(values, FilterValue.parse(written), written);
    }

    @Example
    void aCommaWithABackslashBelongsToItsName() {
        assertEquals(
                List.of(new FilterValue(true, "USA/Washington, D.C."), new FilterValue(false, "!Now")),
                FilterValue.parse("!USA/Washington\\, D.C.,\\!Now"));
        assertEquals(List.of(new FilterValue(false, "a\\b")), FilterValue.parse("a\\b"));
    }
}
