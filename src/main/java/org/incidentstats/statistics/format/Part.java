package org.incidentstats.statistics.format;

import java.util.List;
import java.util.Optional;

import org.incidentstats.statistics.model.Tally;
import org.incidentstats.vocabulary.Label;

/** What of a measure a column of figures holds. */
enum Part {
    LOW("low", new Label("lowest", "минимум")),
    BEST("best", new Label("best", "лучшая оценка")),
    HIGH("high", new Label("highest", "максимум")),
    UNKNOWN("unknown", new Label("incidents without a figure", "инциденты без данных")),
    AT_LEAST("at_least", new Label("incidents with a lower bound only", "инциденты только с нижней границей")),
    SHARE_PERCENT("share_percent", new Label("share of the total, %", "доля от общего числа, %")),
    BEFORE("before", new Label("in the period compared with", "в сравниваемом периоде")),
    CHANGE("change", new Label("change", "изменение")),
    CHANGE_PERCENT("change_percent", new Label("change, %", "изменение, %")),
    MOVING_AVERAGE("moving_average", new Label("moving average", "скользящее среднее")),
    YEAR_BEFORE("year_before", new Label("a year before", "годом ранее")),
    YEAR_CHANGE("year_change", new Label("change in a year", "изменение за год")),
    YEAR_CHANGE_PERCENT("year_change_percent", new Label("change in a year, %", "изменение за год, %")),
    P_VALUE("p_value", new Label("p-value of the change", "p-значение изменения")),
    ADJUSTED_P_VALUE(
            "adjusted_p_value", new Label("p-value for all series together", "p-значение с поправкой на число рядов"));

    /** The parts of an estimate, in the order of a {@link Tally}. */
    static final List<Part> ESTIMATE = List.of(LOW, BEST, HIGH, UNKNOWN, AT_LEAST);

    private final String code;
    private final Label label;

    Part(String code, Label label) {
        this.code = code;
        this.label = label;
    }

    /** Decimal places that it is given with. */
    int decimals() {
        return switch (this) {
            case SHARE_PERCENT, CHANGE_PERCENT, YEAR_CHANGE_PERCENT -> 1;
            case MOVING_AVERAGE -> 2;
            case P_VALUE, ADJUSTED_P_VALUE -> 4;
            default -> 0;
        };
    }

    /** Its unit, where it is not that of its measure. */
    Optional<Label> unit() {
        return switch (this) {
            case UNKNOWN, AT_LEAST -> Optional.of(new Label("incidents", "инциденты"));
            case SHARE_PERCENT, CHANGE_PERCENT, YEAR_CHANGE_PERCENT -> Optional.of(new Label("%", "%"));
            case P_VALUE, ADJUSTED_P_VALUE -> Optional.of(new Label("probability", "вероятность"));
            default -> Optional.empty();
        };
    }

    /** How the header of a column names it. */
    String code() {
        return code;
    }

    Label label() {
        return label;
    }
}
