package org.incidentstats.statistics;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import org.incidentstats.event.CodeList;
import org.incidentstats.event.CodeLists;

/** Which values each dimension can have, and what they are called. */
@Singleton
public final class Codebook {

    private static final Label UNKNOWN = new Label("Unknown", "Неизвестно");
    private static final Label OTHER = new Label("Other", "Прочие");
    private static final Pattern YEAR = spans("\\d{4}", "\\d{4}");
    private static final Pattern QUARTER = spans("\\d{4}-Q[1-4X]", "\\d{4}(-Q[1-4])?");
    private static final Pattern MONTH = spans("\\d{4}-(0[1-9]|1[0-2]|XX)", "\\d{4}(-(0[1-9]|1[0-2]))?");

    private final CodeLists lists;
    private final Set<String> groups;

    public Codebook(CodeLists lists) {
        this.lists = lists;
        this.groups = new TreeSet<>(lists.groups().codes());
        this.groups.add(Dimension.UNKNOWN);
    }

    /** Whether the dimension can have this value. */
    public boolean allows(Dimension dimension, String code) {
        return form(dimension).map(form -> form.matcher(code).matches()).orElseGet(() -> codes(dimension)
                .contains(code));
    }

    /** Every value that the dimension can have, ascending; none for a dimension of time, whose values are a form. */
    public Collection<String> codes(Dimension dimension) {
        return dimension == Dimension.GROUP
                ? groups
                : list(dimension).<Collection<String>>map(CodeList::codes).orElse(List.of());
    }

    /** What a value of a dimension of time looks like, for messages; for the others, that it is one of its codes. */
    public String form(Dimension dimension, String code) {
        return switch (dimension) {
            case YEAR -> "not a year such as 2022, or 2022/2023 for a date that is known no better";
            case QUARTER -> "not a quarter such as 2022-Q4, or 2022-QX or 2022/2023 for a date that is known no better";
            case MONTH -> "not a month such as 2022-10, or 2022-XX or 2022/2023 for a date that is known no better";
            default -> "not one of the codes of %s%s".formatted(dimension.code(), suggestion(dimension, code));
        };
    }

    /** What a value is called in English. */
    public String label(Dimension dimension, String code) {
        return label(dimension, code, Language.EN);
    }

    /** What a value is called; the code itself where it is its own name or, for a code no longer listed, none is known. */
    public String label(Dimension dimension, String code, Language language) {
        if (dimension == Dimension.GROUP && code.equals(Dimension.UNKNOWN)) {
            return UNKNOWN.in(language);
        }
        if (dimension.time() && code.endsWith("X")) {
            return code.substring(0, 4) + ", " + unknown(dimension).in(language);
        }
        return list(dimension)
                .flatMap(list -> list.find(code))
                .map(entry -> entry.labels().get(language.code()))
                .orElseGet(() -> code.equals(Presentation.OTHER) ? OTHER.in(language) : code);
    }

    private static Label unknown(Dimension dimension) {
        return dimension == Dimension.QUARTER
                ? new Label("quarter unknown", "квартал неизвестен")
                : new Label("month unknown", "месяц неизвестен");
    }

    private String suggestion(Dimension dimension, String code) {
        return codes(dimension).stream()
                .filter(known ->
                        known.equalsIgnoreCase(code) || label(dimension, known).equalsIgnoreCase(code))
                .findFirst()
                .map("; did you mean %s?"::formatted)
                .orElse("");
    }

    private Optional<CodeList> list(Dimension dimension) {
        return switch (dimension) {
            case COUNTRY -> Optional.of(lists.countries());
            case NATIONALITY -> Optional.of(lists.nationalities());
            case GROUP -> Optional.of(lists.groups());
            case CATEGORY -> Optional.of(lists.categories());
            case TYPE -> Optional.of(lists.types());
            case OUTCOME -> Optional.of(lists.outcomes());
            case EVIDENCE -> Optional.of(lists.evidence());
            case YEAR, QUARTER, MONTH -> Optional.empty();
        };
    }

    private static Optional<Pattern> form(Dimension dimension) {
        return switch (dimension) {
            case YEAR -> Optional.of(YEAR);
            case QUARTER -> Optional.of(QUARTER);
            case MONTH -> Optional.of(MONTH);
            default -> Optional.empty();
        };
    }

    private static Pattern spans(String period, String end) {
        return Pattern.compile("%s|%s/%s".formatted(period, end, end));
    }
}
