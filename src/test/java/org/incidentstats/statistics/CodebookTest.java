package org.incidentstats.statistics;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.vocabulary.CodeLists;
import org.incidentstats.vocabulary.GroupEntry;
import org.incidentstats.vocabulary.GroupRegister;
import org.incidentstats.vocabulary.Language;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What codes are called and which there can be. */
class CodebookTest {

    private final Codebook codebook = new Codebook(new CodeLists());

    @Test
    void everyCodeThatIsListedHasALabelInEachLanguage() {
        for (Dimension dimension : Dimension.values()) {
            for (String code : codebook.codes(dimension)) {
                assertTrue(codebook.allows(dimension, code), () -> dimension + " " + code);
                for (Language language : Language.values()) {
                    assertFalse(codebook.label(dimension, code, language).equals(code), () -> dimension + " " + code);
                }
            }
        }
    }

    @Test
    void aDateThatIsLessExactSaysWhatOfItIsUnknown() {
        assertEquals("2022, quarter unknown", codebook.label(Dimension.QUARTER, "2022-QX"));
        assertEquals("2022, month unknown", codebook.label(Dimension.MONTH, "2022-XX"));
        assertEquals("2022, неделя неизвестна", codebook.label(Dimension.WEEK, "2022-WXX", Language.RU));
        assertEquals("2022, day unknown", codebook.label(Dimension.DAY, "2022-XX-XX"));
        assertEquals("2022-10, day unknown", codebook.label(Dimension.DAY, "2022-10-XX"));
        assertEquals("2022-W40", codebook.label(Dimension.WEEK, "2022-W40"));
    }

    @Test
    void whatAPeriodCannotBeIsRefused() {
        for (String wrong : List.of("2021-W53", "2022-W00", "2022-10-01", "2022-QX", "2023/2022")) {
            assertFalse(codebook.allows(Dimension.WEEK, wrong), wrong);
        }
        for (String wrong : List.of("2023-02-29", "2022-XX", "2022-13-XX", "2022-W40")) {
            assertFalse(codebook.allows(Dimension.DAY, wrong), wrong);
        }
    }

    @Test
    void aGroupIsCalledAsTheRegisterSays() {
        Codebook registered = codebook.with(GroupRegister.of(List.of(new GroupEntry(
                "new-group",
                Map.of("en", "The New Group"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Map.of()))));
        assertEquals("The New Group", registered.label(Dimension.GROUP, "new-group"));
        assertEquals("The New Group", registered.label(Dimension.TARGET_GROUP, "new-group", Language.RU));
        assertTrue(registered.codes(Dimension.GROUP).contains("new-group"));
        assertEquals("new-group", codebook.label(Dimension.GROUP, "new-group"));
        assertEquals("Islamic State", registered.label(Dimension.GROUP, "IS"));
    }

    @Test
    void everyCountryIsInARegionThatIsListed() {
        CodeLists lists = new CodeLists();
        assertEquals(
                lists.countries().codes(),
                new java.util.TreeSet<>(lists.regionsOfCountries().keySet()));
        assertTrue(
                lists.regions().codes().containsAll(lists.regionsOfCountries().values()));
    }
}
