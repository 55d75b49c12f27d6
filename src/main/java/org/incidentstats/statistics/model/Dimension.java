package org.incidentstats.statistics.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.event.Event;
import org.incidentstats.event.Event.Target;
import org.incidentstats.time.Grain;
import org.incidentstats.vocabulary.Certainty;
import org.incidentstats.vocabulary.CodeLists;
import org.incidentstats.vocabulary.Coded;
import org.incidentstats.vocabulary.Label;

/**
 * What counts are grouped and filtered by. To add a dimension is to add an entry here: with what it is called, which
 * values it can have, and where they come from.
 */
public enum Dimension {
    COUNTRY(
            "country",
            new Label("Country", "Страна"),
            new Label(
                    "Where it happened; an event in two countries counts in each",
                    "Где произошло; инцидент в двух странах учитывается в каждой"),
            new Codes.Listed(CodeLists::countries, false),
            Origin.several(1, event -> event.places().stream()
                    .map(place -> place.country().code()))),
    REGION(
            "region",
            new Label("Region", "Регион"),
            new Label(
                    "Region of the world where it happened, as the United Nations Statistics Division divides it (M49)",
                    "Регион мира, где произошло, по делению Статистического отдела ООН (M49)"),
            new Codes.Listed(CodeLists::regions, true),
            Origin.following(fact -> Geography.regions(fact.kept(COUNTRY)))),
    ADMIN1(
            "admin1",
            new Label("First-level division", "Административная единица"),
            new Label(
                    "Country and first administrative division (province, region, state) where it happened; unknown"
                            + " for a place without one",
                    "Страна и административная единица первого уровня, где произошло; unknown для места без неё"),
            new Codes.Open("TJK/Khatlon"),
            Origin.several(2, event -> event.places().stream().map(place -> place.admin1()
                    .map(name -> place.country().code() + "/" + Written.name(name))
                    .orElse(Dimension.UNKNOWN)))),
    NATIONALITY(
            "nationality",
            new Label("Nationality", "Гражданство"),
            new Label(
                    "Nationality of the perpetrators; unknown where none is stated",
                    "Гражданство исполнителей; unknown, если не указано"),
            new Codes.Listed(CodeLists::nationalities, true),
            Origin.following(fact -> fact.perpetrators().keySet())),
    ABROAD(
            "abroad",
            new Label("At home or abroad", "На родине или за рубежом"),
            new Label(
                    "Whether it happened in a country of its perpetrators' nationality (home), in another (abroad), or"
                            + " for some of them or in some places one and else the other (both)",
                    "Произошло ли в стране гражданства исполнителей (home), в другой (abroad) или для части"
                            + " исполнителей или мест так, а для остальных иначе (both)"),
            new Codes.Listed(CodeLists::abroad, true),
            Origin.followingOne(fact ->
                    Geography.abroad(fact.kept(COUNTRY), fact.perpetrators().keySet()))),
    GROUP(
            "group",
            new Label("Group", "Группировка"),
            new Label(
                    "Organisation held responsible; unknown where none is named",
                    "Организация, которой приписывается инцидент; unknown, если не названа"),
            new Codes.Growing(CodeLists::groups),
            Origin.groups(3, event -> event.groups().stream())),
    YEAR(
            "year",
            new Label("Year", "Год"),
            new Label("Year that contains the event's whole date", "Год, в который полностью входит дата инцидента"),
            Grain.YEAR),
    QUARTER(
            "quarter",
            new Label("Quarter", "Квартал"),
            new Label(
                    "Quarter that contains the event's whole date",
                    "Квартал, в который полностью входит дата инцидента"),
            Grain.QUARTER),
    MONTH(
            "month",
            new Label("Month", "Месяц"),
            new Label("Month that contains the event's whole date", "Месяц, в который полностью входит дата инцидента"),
            Grain.MONTH),
    WEEK(
            "week",
            new Label("Week", "Неделя"),
            new Label(
                    "Week (ISO 8601, from Monday) that contains the event's whole date",
                    "Неделя (ISO 8601, с понедельника), в которую полностью входит дата инцидента"),
            Grain.WEEK),
    DAY("day", new Label("Day", "День"), new Label("Day of the event", "День инцидента"), Grain.DAY),
    CATEGORY(
            "category",
            new Label("Category", "Категория"),
            new Label(
                    "Attack, plot, enforcement or cooperation",
                    "Нападение, подготовка нападения, действия властей или сотрудничество"),
            new Codes.Listed(CodeLists::categories, false),
            Origin.one(4, event -> event.category().code())),
    TYPE(
            "type",
            new Label("Type", "Вид"),
            new Label("What it was within its category", "Что именно произошло в рамках категории"),
            new Codes.Listed(CodeLists::types, false),
            Origin.one(5, Event::type)),
    OUTCOME(
            "outcome",
            new Label("Outcome", "Исход"),
            new Label("How it ended", "Чем закончилось"),
            new Codes.Listed(CodeLists::outcomes, false),
            Origin.one(6, event -> event.outcome().code())),
    EVIDENCE(
            "evidence",
            new Label("Evidence", "Основание"),
            new Label("What the attribution rests on", "На чём основано приписывание ответственности"),
            new Codes.Listed(CodeLists::evidence, false),
            Origin.one(7, event -> event.evidence().code())),
    CERTAINTY(
            "certainty",
            new Label("Certainty", "Достоверность"),
            new Label(
                    "Whether the source stands by it (confirmed), may still revise it (provisional) or doubts that it"
                            + " belongs here (doubtful)",
                    "Подтверждает ли источник (confirmed), может ли ещё пересмотреть (provisional) или сомневается,"
                            + " что инцидент сюда относится (doubtful)"),
            new Codes.Listed(CodeLists::certainties, true),
            Origin.one(8, event -> event.certainty().orElse(Certainty.CONFIRMED).code())),
    WEAPON(
            "weapon",
            new Label("Weapon", "Оружие"),
            new Label("Weapons used; unknown where none is stated", "Применённое оружие; unknown, если не указано"),
            new Codes.Listed(CodeLists::weapons, true),
            Origin.several(9, event -> event.weapons().stream())),
    TARGET(
            "target",
            new Label("Target", "Цель"),
            new Label(
                    "At whom or what it was aimed; unknown where it is not stated",
                    "На кого или на что направлено; unknown, если не указано"),
            new Codes.Listed(CodeLists::targetTypes, true),
            Origin.several(10, event -> event.targets().stream()
                    .map(target -> target.type().orElse(Dimension.UNKNOWN)))),
    TARGET_NATIONALITY(
            "target-nationality",
            new Label("Nationality of the target", "Гражданство цели"),
            new Label(
                    "Nationality of the targets; unknown for a target without one",
                    "Гражданство тех, на кого направлено; unknown для цели без него"),
            new Codes.Listed(CodeLists::nationalities, true),
            Origin.several(11, event -> event.targets().stream()
                    .flatMap(target -> target.nationalities().isEmpty()
                            ? Stream.of(Dimension.UNKNOWN)
                            : target.nationalities().stream().map(Coded::code)))),
    TARGET_GROUP(
            "target-group",
            new Label("Group hit", "Группировка, по которой нанесён удар"),
            new Label(
                    "Organisation that was hit, whoever did it; unknown where none is named",
                    "Организация, по которой нанесён удар, кем бы то ни было; unknown, если не названа"),
            new Codes.Growing(CodeLists::groups),
            Origin.groups(
                    12, event -> event.targets().stream().map(Target::group).flatMap(Optional::stream))),
    SOURCE(
            "source",
            new Label("Source", "Источник"),
            new Label(
                    "Who published the first of the event's sources; unknown where it is not stated",
                    "Кто опубликовал первый из источников инцидента; unknown, если не указано"),
            new Codes.Open("Example News"),
            Origin.one(13, event -> event.sources()
                    .get(0)
                    .publisher()
                    .map(Written::name)
                    .orElse(Dimension.UNKNOWN)));

    /** The value of a dimension for an event of which no value is known. */
    public static final String UNKNOWN = "unknown";

    private final String code;
    private final Label label;
    private final Label description;
    private final Codes codes;
    private final Origin origin;

    Dimension(String code, Label label, Label description, Codes codes, Origin origin) {
        this.code = code;
        this.label = label;
        this.description = description;
        this.codes = codes;
        this.origin = origin;
    }

    Dimension(String code, Label label, Label description, Grain grain) {
        this(code, label, description, new Codes.Periods(grain), new Origin.Time(grain));
    }

    public String code() {
        return code;
    }

    public Label label() {
        return label;
    }

    public Label description() {
        return description;
    }

    /** Which values it can have. */
    public Codes codes() {
        return codes;
    }

    /** Whether one event can have several values, so that counts over it do not add up to the total. */
    public boolean severalValued() {
        return origin instanceof Origin.Kept kept && kept.several()
                || origin instanceof Origin.Derived derived && derived.several();
    }

    /** Whether its values are periods of time. */
    public boolean time() {
        return origin instanceof Origin.Time;
    }

    /** Whether its values are codes of the register of groups. */
    public boolean ofGroups() {
        return origin instanceof Origin.Kept kept && kept.groups();
    }

    /** Whether a fact keeps values of its own for it; the others follow from what it keeps. */
    public boolean kept() {
        return origin instanceof Origin.Kept;
    }

    /** The number of a dimension that is kept, in stored facts. */
    public int number() {
        return ((Origin.Kept) origin).number();
    }

    /** How long its periods are, where it is one of time. */
    public Optional<Grain> grain() {
        return origin instanceof Origin.Time time ? Optional.of(time.grain()) : Optional.empty();
    }

    /** The dimension whose values are periods of this length. */
    public static Dimension of(Grain grain) {
        return Stream.of(values())
                .filter(dimension -> dimension.grain().equals(Optional.of(grain)))
                .findFirst()
                .orElseThrow();
    }

    /** The event's values, at least one, ascending. */
    public Collection<String> of(Fact fact) {
        if (origin instanceof Origin.Time time) {
            return List.of(time.grain().of(fact.date()));
        }
        return origin instanceof Origin.Derived derived ? derived.values().apply(fact) : fact.kept(this);
    }

    /** The values that are kept of an event, at least one, ascending. */
    List<String> of(Event event) {
        SortedSet<String> values =
                ((Origin.Kept) origin).values().apply(event).collect(Collectors.toCollection(TreeSet::new));
        return values.isEmpty() ? List.of(UNKNOWN) : List.copyOf(values);
    }
}
