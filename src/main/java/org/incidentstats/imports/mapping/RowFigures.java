package org.incidentstats.imports.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.imports.mapping.Mapping.FigureRule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How many: numbers of people of a row, lowest, best and highest. */
final class RowFigures {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,10})?");

    private final Mapping mapping;
    private final RowCells cells;
    private final Draft draft;

    RowFigures(Mapping mapping, RowCells cells, Draft draft) {
        this.mapping = mapping;
        this.cells = cells;
        this.draft = draft;
    }

    void figures(Optional<FigureRule> rule, String member, String pointer, String parent) {
        rule.flatMap(figures -> figures(figures, pointer))
                .ifPresent(figures -> draft.document().withObject("/" + parent).set(member, figures));
    }

    Optional<ObjectNode> figures(FigureRule rule, String pointer) {
        ObjectNode figures = JsonNodeFactory.instance.objectNode();
        figure(rule.low(), "low", false, figures, pointer);
        figure(rule.best(), "best", rule.fractions(), figures, pointer);
        figure(rule.high(), "high", false, figures, pointer);
        draft.origin(
                pointer,
                Stream.of(rule.low(), rule.best(), rule.high())
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" + ")));
        return figures.isEmpty() ? Optional.empty() : Optional.of(figures);
    }

    private void figure(Optional<String> column, String part, boolean fractions, ObjectNode figures, String pointer) {
        String cell = column.map(cells::cell).orElse("");
        if (cell.isEmpty() || RowCells.contains(mapping.unknown().counts(), cell)) {
            return;
        }
        draft.origin(pointer + "/" + part, column.get());
        if (!NUMBER.matcher(cell).matches()) {
            draft.fault(column.get(), cell, "not a number of people, nor a sign for an unknown one");
            return;
        }
        BigDecimal number = new BigDecimal(cell);
        BigDecimal whole = number.setScale(0, RoundingMode.HALF_UP);
        if (number.scale() <= 1 && number.compareTo(whole) == 0) {
            figures.put(part, whole.toBigInteger());
        } else if (fractions && number.signum() > 0) {
            figures.put("low", number.setScale(0, RoundingMode.FLOOR).toBigInteger());
            figures.put("best", whole.toBigInteger());
            figures.put("high", number.setScale(0, RoundingMode.CEILING).toBigInteger());
        } else {
            draft.fault(column.get(), cell, "not a whole number, written without separators");
        }
    }
}
