package org.incidentstats.statistics;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What counts are grouped and filtered by. */
public enum Dimension {
    COUNTRY(
            "country",
            new Label("Country", "Страна"),
            new Label(
                    "Where it happened; an event in two countries counts in each",
                    "Где произошло; инцидент в двух странах учитывается в каждой"),
            Fact::countries),
    NATIONALITY(
            "nationality",
            new Label("Nationality", "Гражданство"),
            new Label(
                    "Nationality of the perpetrators; unknown where none is stated",
                    "Гражданство исполнителей; unknown, если не указано"),
            fact -> fact.perpetrators().keySet()),
    GROUP(
            "group",
            new Label("Group", "Группировка"),
            new Label(
                    "Organisation held responsible; unknown where none is named",
                    "Организация, которой приписывается инцидент; unknown, если не названа"),
            Fact::groups),
    YEAR(
            "year",
            new Label("Year", "Год"),
            new Label("Year that contains the event's whole date", "Год, в который полностью входит дата инцидента"),
            fact -> period(Grain.YEAR, fact)),
    QUARTER(
            "quarter",
            new Label("Quarter", "Квартал"),
            new Label(
                    "Quarter that contains the event's whole date",
                    "Квартал, в который полностью входит дата инцидента"),
            fact -> period(Grain.QUARTER, fact)),
    MONTH(
            "month",
            new Label("Month", "Месяц"),
            new Label("Month that contains the event's whole date", "Месяц, в который полностью входит дата инцидента"),
            fact -> period(Grain.MONTH, fact)),
    CATEGORY(
            "category",
            new Label("Category", "Категория"),
            new Label(
                    "Attack, plot, enforcement or cooperation",
                    "Нападение, подготовка нападения, действия властей или сотрудничество"),
            fact -> List.of(fact.category())),
    TYPE(
            "type",
            new Label("Type", "Вид"),
            new Label("What it was within its category", "Что именно произошло в рамках категории"),
            fact -> List.of(fact.type())),
    OUTCOME(
            "outcome",
            new Label("Outcome", "Исход"),
            new Label("How it ended", "Чем закончилось"),
            fact -> List.of(fact.outcome())),
    EVIDENCE(
            "evidence",
            new Label("Evidence", "Основание"),
            new Label("What the attribution rests on", "На чём основано приписывание ответственности"),
            fact -> List.of(fact.evidence()));

    /** The value of a several-valued dimension, for an event of which no value is known. */
    public static final String UNKNOWN = "unknown";

    private final String code;
    private final Label label;
    private final Label description;
    private final Function<Fact, Collection<String>> values;

    Dimension(String code, Label label, Label description, Function<Fact, Collection<String>> values) {
        this.code = code;
        this.label = label;
        this.description = description;
        this.values = values;
    }

    public String code() {
        return code;
    }

    Label label() {
        return label;
    }

    Label description() {
        return description;
    }

    /** Whether one event can have several values, so that counts over it do not add up to the total. */
    public boolean severalValued() {
        return this == COUNTRY || this == NATIONALITY || this == GROUP;
    }

    /** Whether its values are periods of time. */
    public boolean time() {
        return this == YEAR || this == QUARTER || this == MONTH;
    }

    /** How long its periods are, where it is one of time. */
    Optional<Grain> grain() {
        return time() ? Optional.of(Grain.valueOf(name())) : Optional.empty();
    }

    /** The event's values, at least one, ascending. */
    public Collection<String> of(Fact fact) {
        return values.apply(fact);
    }

    private static List<String> period(Grain grain, Fact fact) {
        return List.of(grain.of(fact.date()));
    }
}
