package org.incidentstats.brief.words;

import org.incidentstats.vocabulary.Language;

/** What the Summary calls things where it is not a workbook, whose words stand in its template. */
public enum Phrase {
    MONTHLY_BRIEF("Monthly brief", "Ежемесячная сводка"),
    TITLE("Terrorism and counter-terrorism incidents", "Террористические и контртеррористические инциденты"),
    INCIDENTS("Incidents", "Инциденты"),
    ATTACKS("Attacks", "Нападения"),
    KILLED("People killed", "Убитые"),
    WOUNDED("People wounded", "Раненые"),
    ARRESTED("People arrested", "Задержанные"),
    COUNTRIES("Countries", "Страны"),
    MONTH("Month", "Месяц"),
    AVERAGE("Average", "В среднем"),
    COUNTRY("Country", "Страна"),
    NATIONALITY("Nationality", "Гражданство"),
    THIS_MONTH("This month", "За месяц"),
    TWELVE_MONTHS("12 months", "12 месяцев"),
    MOVERS("What chance does not explain", "Чего случайность не объясняет"),
    UNKNOWN("What is unknown", "Что неизвестно"),
    WORKBOOK("The brief as a workbook (.xlsx)", "Сводка в виде книги (.xlsx)"),
    OTHER_LANGUAGE("По-русски", "In English"),
    REVISIONS("Revisions", "Пересмотр"),
    FEED("All briefs (feed)", "Все сводки (лента)"),
    ATTACHED(
            "The workbook attached has every table, the incidents with their sources, and the rules of counting.",
            "Приложенная книга содержит все таблицы, инциденты с источниками и правила учёта."),
    UNSUBSCRIBE("Unsubscribe", "Отписаться"),
    WHY(
            "You get this brief because this address was subscribed to it and confirmed.",
            "Вы получаете эту сводку, потому что этот адрес был подписан на неё и подтверждён."),
    TEST("Test mail, sent only to you.", "Пробное письмо, только для вас.");

    private final String english;
    private final String russian;

    Phrase(String english, String russian) {
        this.english = english;
        this.russian = russian;
    }

    public String in(Language language) {
        return switch (language) {
            case EN -> english;
            case RU -> russian;
        };
    }
}
