package org.incidentstats.imports.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.imports.mapping.Mapping.DateRule;

/** When it happened: the date of a row in EDTF. */
final class RowDate {

    private static final int DAY = "2025-01-01".length();

    private final Mapping mapping;
    private final RowCells cells;
    private final Draft draft;

    RowDate(Mapping mapping, RowCells cells, Draft draft) {
        this.mapping = mapping;
        this.cells = cells;
        this.draft = draft;
    }

    void date() {
        DateRule rule = mapping.date();
        String columns = Stream.of(rule.edtf(), rule.year(), rule.month(), rule.day(), rule.from(), rule.to())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" + "));
        draft.origin("/date", columns);
        Optional<String> date = rule.edtf().isPresent()
                ? Optional.of(cells.cell(rule.edtf().get()))
                : rule.year().isPresent() ? ofNumbers(rule) : ofDays(rule);
        // A range says itself how far the day is known, even where it is a month or a year exactly.
        date.map(text -> text.contains("/")
                                || rule.to().isPresent() && text.length() < DAY
                                || !cells.applies(rule.approximateWhen())
                        ? text
                        : text + "~")
                .ifPresent(text -> draft.document().put("date", text));
    }

    private Optional<String> ofNumbers(DateRule rule) {
        Optional<Integer> year = number(rule.year(), 9999);
        Optional<Integer> month = number(rule.month(), 12).filter(m -> m > 0);
        Optional<Integer> day = number(rule.day(), 31).filter(d -> d > 0);
        if (year.isEmpty()) {
            return Optional.empty();
        }
        if (month.isEmpty()) {
            return Optional.of(String.format(Locale.ROOT, "%04d", year.get()));
        }
        String upToMonth = String.format(Locale.ROOT, "%04d-%02d", year.get(), month.get());
        return Optional.of(day.map(d -> String.format(Locale.ROOT, "%s-%02d", upToMonth, d))
                .orElse(upToMonth));
    }

    /** The number in a column; a fault in its place is that no date can be read. */
    private Optional<Integer> number(Optional<String> column, int most) {
        if (column.isEmpty()) {
            return Optional.empty();
        }
        String cell = cells.cell(column.get());
        if (cell.isEmpty() && !column.equals(mapping.date().year())) {
            return Optional.empty();
        }
        if (!cell.matches("\\d{1,4}") || Integer.parseInt(cell) > most) {
            draft.fault(column.get(), cell, "not a whole number from 0 to %d".formatted(most));
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(cell));
    }

    private Optional<String> ofDays(DateRule rule) {
        Optional<LocalDate> from = day(rule.from().orElseThrow(), rule.formats());
        Optional<LocalDate> to = rule.to().flatMap(column -> day(column, rule.formats()));
        if (from.isEmpty() || rule.to().isPresent() && to.isEmpty()) {
            return Optional.empty();
        }
        if (cells.applies(rule.monthWhen())) {
            return Optional.of(YearMonth.from(from.get()).toString());
        }
        return Optional.of(period(from.get(), to.orElse(from.get())));
    }

    private Optional<LocalDate> day(String column, List<String> formats) {
        String cell = cells.cell(column);
        for (String format : formats) {
            try {
                // "y" alone would ask for an era; strict, so that there is no 30 February.
                return Optional.of(LocalDate.parse(
                        cell,
                        DateTimeFormatter.ofPattern(format.replace('y', 'u'), Locale.ENGLISH)
                                .withResolverStyle(ResolverStyle.STRICT)));
            } catch (DateTimeException e) {
                // Then another format.
            }
        }
        draft.fault(column, cell, "not a day written as one of %s".formatted(String.join(" | ", formats)));
        return Optional.empty();
    }

    /** A range of days, as the month or year that it is exactly, if it is one. */
    private static String period(LocalDate from, LocalDate to) {
        if (from.equals(to)) {
            return from.toString();
        }
        boolean wholeMonths = from.getDayOfMonth() == 1 && to.plusDays(1).getDayOfMonth() == 1;
        if (wholeMonths && from.getMonthValue() == 1 && to.getMonthValue() == 12) {
            String first = String.format(Locale.ROOT, "%04d", from.getYear());
            return from.getYear() == to.getYear() ? first : first + String.format(Locale.ROOT, "/%04d", to.getYear());
        }
        if (wholeMonths) {
            String first = YearMonth.from(from).toString();
            String last = YearMonth.from(to).toString();
            return first.equals(last) ? first : first + "/" + last;
        }
        return from + "/" + to;
    }
}
