package org.incidentstats.brief.words;

import org.incidentstats.vocabulary.Language;

/** The headers of the template's tables, in the language of the template. */
public enum Header {
    COUNTRY("Country", "Страна"),
    NATIONALITY("Nationality", "Гражданство"),
    CODE("Code", "Код"),
    YEAR("Year", "Год"),
    MONTH("Month", "Месяц"),
    INCIDENTS("Incidents", "Инциденты"),
    ATTACKS("Attacks", "Нападения"),
    AVERAGE("Average of the 18 months", "Среднее за 18 месяцев"),
    THIS_MONTH("This month", "За месяц"),
    MONTH_BEFORE("Month before", "Месяцем ранее"),
    TWELVE_MONTHS("Twelve months", "За 12 месяцев"),
    REST_OF_TWELVE_MONTHS("Rest of the 12 months", "Остальные из 12 месяцев"),
    PERPETRATORS("Perpetrators", "Исполнители"),
    KILLED("Killed", "Убитые"),
    KILLED_OF_TREND("Killed (right-hand scale)", "Убитые (правая шкала)"),
    WOUNDED("Wounded", "Раненые"),
    ARRESTED("Arrested", "Задержанные"),
    LOW("low", "мин."),
    BEST("best", "вер."),
    HIGH("high", "макс."),
    NO_FIGURE("no figure", "н/д"),
    DATE("Date", "Дата"),
    INCIDENT("Incident", "Инцидент"),
    PLACE("Place", "Место"),
    CATEGORY("Category", "Категория"),
    TYPE("Type", "Вид"),
    GROUPS("Groups", "Группировки"),
    EVIDENCE("Evidence", "Основание"),
    OUTCOME("Outcome", "Исход"),
    SOURCE("Source", "Источник"),
    SOURCE_LINK("Source link", "Ссылка на источник"),
    RECORD("Record", "Запись"),
    NOTE("Note", "Примечание"),
    NUMBER("Number", "Показатель"),
    PUBLISHED("Published in", "Опубликовано в"),
    THEN("Then", "Было"),
    NOW("Now", "Стало"),
    WHAT_HAPPENED("What happened", "Что произошло"),
    DIFFERENCE("Difference", "Разница"),
    REASON("Reason", "Причина");

    private final String english;
    private final String russian;

    Header(String english, String russian) {
        this.english = english;
        this.russian = russian;
    }

    public String in(Language language) {
        return switch (language) {
            case EN -> english;
            case RU -> russian;
        };
    }

    /** The header of one figure of an estimate. */
    public static String of(Header measure, Header part, Language language) {
        return measure.in(language) + " " + part.in(language);
    }
}
