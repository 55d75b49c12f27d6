package org.incidentstats.time;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.model.Dimension;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GrainTest {

    @Example
    void theValuesOfTheCountingRules() {
        List.of(
                        List.of("2022-10-05", "2022", "2022-Q4", "2022-10"),
                        List.of("2022-10", "2022", "2022-Q4", "2022-10"),
                        List.of("2022", "2022", "2022-QX", "2022-XX"),
                        List.of("2022/2023", "2022/2023", "2022/2023", "2022/2023"),
                        List.of("2022-12/2023-01", "2022/2023", "2022-Q4/2023-Q1", "2022-12/2023-01"),
                        List.of("2022-12-30/2023-01-02", "2022/2023", "2022-Q4/2023-Q1", "2022-12/2023-01"),
                        List.of("2022-04/2022-06", "2022", "2022-Q2", "2022-04/2022-06"),
                        List.of("2022-04-01/2022-04-09", "2022", "2022-Q2", "2022-04"),
                        List.of("2022-01/2022-12", "2022", "2022-Q1/2022-Q4", "2022-01/2022-12"),
                        List.of("2022/2023-05", "2022/2023", "2022/2023-Q2", "2022/2023-05"),
                        List.of("2022~/2022", "2022", "2022-QX", "2022-XX"),
                        List.of("2023-12~", "2023", "2023-Q4", "2023-12"))
                .forEach(row -> {
                    EventDate date = EventDate.parse(row.get(0));
                    assertEquals(row.get(1), Grain.YEAR.of(date), row.get(0));
                    assertEquals(row.get(2), Grain.QUARTER.of(date), row.get(0));
                    assertEquals(row.get(3), Grain.MONTH.of(date), row.get(0));
                });
    }

    @Property
    void aPeriodContainsTheWholeDate(@ForAll("dates") EventDate date, @ForAll Grain grain) {
        String value = grain.of(date);
        if (grain.first(value).isPresent()) {
            for (LocalDate day = date.firstDay(); !day.isAfter(date.lastDay()); day = day.plusDays(1)) {
                assertEquals(value, grain.containing(day), () -> date + " as " + grain);
            }
        }
    }

    @Property
    void aDateIsPushedIntoNoPeriodThatDoesNotContainIt(@ForAll("dates") EventDate date, @ForAll Grain grain) {
        boolean withinOne = grain.containing(date.firstDay()).equals(grain.containing(date.lastDay()));
        String value = grain.of(date);
        assertEquals(withinOne, value.equals(grain.containing(date.firstDay())), () -> date + " as " + value);
    }

    @Property
    void approximationDoesNotChangeTheValue(@ForAll("dates") EventDate date, @ForAll Grain grain) {
        String text = date.toString().replace("~", "");
        if (!text.matches("(.*)/\\1")) {
            assertEquals(grain.of(EventDate.parse(text)), grain.of(date));
        }
    }

    @Property
    void everyValueIsOneThatCanBeFilteredBy(@ForAll("dates") EventDate date, @ForAll Grain grain) {
        Codebook codebook = new Codebook(new org.incidentstats.vocabulary.CodeLists());
        String value = grain.of(date);
        assertTrue(codebook.allows(Dimension.valueOf(grain.name()), value), () -> date + " as " + value);
    }

    @Example
    void aValueIsTheSameWhateverDigitsTheMachineWrites() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals("2022-Q4", Grain.QUARTER.of(EventDate.parse("2022-10")));
            assertEquals("2022-XX", Grain.MONTH.of(EventDate.parse("2022")));
            assertEquals("2022", EventDate.parse("2022").toString());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Provide
    Arbitrary<EventDate> dates() {
        return Dates.any();
    }
}
