package org.incidentstats.brief;

import java.util.HashMap;
import java.util.Map;

import org.incidentstats.vocabulary.Language;

/** The words of the template that nothing fills, in the languages that it is drawn in. */
final class TemplateWords {

    private static final Map<String, String> RUSSIAN = new HashMap<>();

    static {
        say("Summary", "Главное");
        say("By country", "По странам");
        say("By nationality", "По гражданству");
        say("By year", "По годам");
        say("Country × nationality", "Страна × гражданство");
        say("Incidents", "Инциденты");
        say("Revisions", "Пересмотр");
        say("Method", "Метод");
        say("Data", "Данные");
        say("Monthly brief", "Ежемесячная сводка");
        say("Terrorism and counter-terrorism incidents", "Террористические и контртеррористические инциденты");
        say(
                "Terrorism and counter-terrorism incidents: monthly brief",
                "Террористические и контртеррористические инциденты: ежемесячная сводка");
        say(
                "incidents; terrorism; counter-terrorism; statistics; monthly brief",
                "инциденты; терроризм; борьба с терроризмом; статистика; ежемесячная сводка");
        say("How the figures are counted is said on the sheet Method.", "Правила учёта — на листе «Метод».");
        say("attacks, plots, enforcement and cooperation", "нападения, подготовка, действия властей, сотрудничество");
        say("Attacks", "Нападения");
        say("violence carried out or attempted", "насилие, совершённое или начатое");
        say("Countries", "Страны");
        say("with at least one incident", "хотя бы с одним инцидентом");
        say("People killed", "Убитые");
        say("People wounded", "Раненые");
        say("People arrested", "Задержанные");
        say("What chance does not explain", "Чего случайность не объясняет");
        say("What is unknown", "Что неизвестно");
        say(
                "Source: Incident Statistics. Each incident and its sources: sheet Incidents. How it is counted: sheet"
                        + " Method.",
                "Источник: Incident Statistics. Каждый инцидент и его источники — лист «Инциденты». Правила учёта — лист"
                        + " «Метод».");
        say(
                "Every country with an incident in the last twelve months. An incident in two countries counts in each of"
                        + " them, so rows do not add up to a total. Estimates are of the month.",
                "Все страны с инцидентами за последние двенадцать месяцев. Инцидент в двух странах учитывается в каждой,"
                        + " поэтому строки не складываются в итог. Оценки относятся к месяцу.");
        say(
                "Every nationality of perpetrators or suspects in the last twelve months. An incident of two nationalities"
                        + " counts under each of them, so rows do not add up to a total. Estimates are of the month.",
                "Все гражданства исполнителей или подозреваемых за последние двенадцать месяцев. Инцидент с двумя"
                        + " гражданствами учитывается в каждом, поэтому строки не складываются в итог. Оценки относятся к"
                        + " месяцу.");
        say(
                "Each incident counts once. A row such as 2022/2023 holds the incidents whose year is not known better; they"
                        + " are in no other row.",
                "Каждый инцидент учтён один раз. В строке вида 2022/2023 — инциденты, год которых точнее неизвестен; в"
                        + " других строках их нет.");
        say(
                "Figures are as the sources give them. The whole date of each incident lies in the month. The links in the"
                        + " last two columns are not printed.",
                "Числа приведены так, как их дают источники. Дата каждого инцидента целиком лежит в этом месяце. Ссылки из"
                        + " двух последних столбцов не печатаются.");
        say(
                "Every number of earlier briefs that is another today, with the incidents that explain it: the differences"
                        + " of a number add up to the difference between what was said then and what is said now.",
                "Все числа прежних сводок, которые сегодня иные, и инциденты, которые это объясняют: разницы одного числа"
                        + " складываются в разницу между тем, что было, и тем, что стало.");
        say(
                "An incident of two nationalities counts under each of them, one in two countries in each.",
                "Инцидент с двумя гражданствами учитывается в каждом, инцидент в двух странах — в каждой.");
        say("Data of the charts", "Данные диаграмм");
        say("The charts of the sheet Summary read these tables.", "Эти таблицы показывают диаграммы листа «Главное».");
        say("Trend", "Динамика");
        say("Nationalities", "Гражданство");
        say("Countries by incidents", "Страны по числу инцидентов");
        say("Nationalities of perpetrators by incidents", "Гражданство исполнителей по числу инцидентов");
        say("Incident Statistics, monthly brief", "Incident Statistics, ежемесячная сводка");
        say("Page &P of &N", "Страница &P из &N");
        method();
    }

    private TemplateWords() {}

    private static void method() {
        say("How to read this brief", "Как читать эту сводку");
        say("Incident", "Инцидент");
        say(
                "An attack, a plot, an act of enforcement (an arrest, an operation, a deportation) or of cooperation between"
                        + " states. Several reports of one incident count as one. A question about violence looks at"
                        + " attacks.",
                "Нападение, его подготовка, действие властей (задержание, операция, высылка) или сотрудничество государств."
                        + " Несколько сообщений об одном инциденте учитываются как один. Вопрос о насилии относится к"
                        + " нападениям.");
        say("Month", "Месяц");
        say(
                "An incident belongs to a month if its whole date lies in it. Some are known only by their year, or by a span"
                        + " of months. They are pushed into no month; the summary says how many of them may belong to"
                        + " this one.",
                "Инцидент относится к месяцу, если его дата целиком лежит в нём. О некоторых известен только год или"
                        + " промежуток месяцев. Ни к какому месяцу они не приписываются; на первом листе сказано, сколько из"
                        + " них могут относиться к этому.");
        say("Year", "Год");
        say(
                "The same holds for years. An incident of \"2022 or 2023\" stands in a row of its own, 2022/2023.",
                "То же верно для годов. Инцидент «2022 или 2023 года» стоит в отдельной строке, 2022/2023.");
        say("Country", "Страна");
        say(
                "An incident in two countries counts once in each of them and once in the total. Do not add up rows: the"
                        + " sum is larger than the total.",
                "Инцидент в двух странах учитывается по разу в каждой и один раз в итоге. Не складывайте строки: сумма больше"
                        + " итога.");
        say("Nationality", "Гражданство");
        say(
                "That of the perpetrators or suspects. An incident of two nationalities counts under each. Where no"
                        + " perpetrator or no nationality is stated, it counts under \"unknown\".",
                "Гражданство исполнителей или подозреваемых. Инцидент с двумя гражданствами учитывается в каждом. Если"
                        + " исполнитель или гражданство не названы, инцидент учитывается как «неизвестно».");
        say("Estimates", "Оценки");
        say(
                "Killed, wounded, arrested and perpetrators are given as the lowest, the best and the highest figure that"
                        + " the sources support. A figure that the sources do not give stays unknown and is never taken"
                        + " as 0; the column \"no figure\" counts the incidents that have none.",
                "Для убитых, раненых, задержанных и исполнителей даны наименьшее, вероятное и наибольшее число, которое"
                        + " подтверждают источники. Число, которого нет в источниках, остаётся неизвестным и не считается"
                        + " нулём; столбец «н/д» показывает, у скольких инцидентов его нет.");
        say("At least", "Не менее");
        say(
                "Where a source says only \"at least 32\", 32 counts as the lowest and as the best figure, and the true"
                        + " number may be higher. A nationality of perpetrators without a number counts as at least"
                        + " one.",
                "Если источник говорит лишь «не менее 32», то 32 — и наименьшее, и вероятное число, а действительное может"
                        + " быть больше. Гражданство исполнителей без числа означает не менее одного.");
        say("Killed", "Убитые");
        say(
                "Everybody who was killed, the perpetrators among them. An incident's figures count in full in every row that"
                        + " the incident is in, except perpetrators by nationality, where each nationality has its own.",
                "Все убитые, включая исполнителей. Числа инцидента учитываются полностью в каждой его строке, кроме"
                        + " исполнителей по гражданству, где у каждого гражданства своё число.");
        say("Evidence", "Основание");
        say(
                "Official: stated by the authorities or established by a court. Claimed: by those who did it. Attributed: by"
                        + " the sources, without a claim. Alleged: by one side only. Disputed: denied or left unconfirmed"
                        + " by a party that would know.",
                "Официально: сообщили власти или установил суд. Взята ответственность: самими исполнителями. Приписывается:"
                        + " источниками, без признания. Утверждается: лишь одной стороной. Оспаривается: отрицается или не"
                        + " подтверждается тем, кто знал бы.");
        say("People", "Люди");
        say(
                "People are counted, never named. Titles and notes are in the recorder's words.",
                "Люди учитываются, но не называются. Заголовки и примечания — словами того, кто сделал запись.");
        say("Moment", "Время");
        say(
                "The figures are those of the moment given on the summary. What is learned later changes the record and briefs"
                        + " made later, not this file; the sheet Revisions says what became of earlier ones. The links below"
                        + " give the same figures, of the same moment.",
                "Числа относятся ко времени, указанному на первом листе. То, что стало известно позже, меняет записи и"
                        + " последующие сводки, но не этот файл; что стало с прежними числами, говорит лист «Пересмотр»."
                        + " Ссылки ниже дают те же числа на то же время.");
        say("Chance", "Случайность");
        say(
                "A country, a nationality or a group is named on the summary if its number of incidents differs from that of"
                        + " the month before, or of the same month a year before, by more than chance explains: an exact"
                        + " test of two Poisson counts, its p-values adjusted for how many are compared (Benjamini and"
                        + " Hochberg), at most 0.05.",
                "Страна, гражданство или группировка названы на первом листе, если число инцидентов отличается от"
                        + " предыдущего месяца или того же месяца годом ранее больше, чем объясняет случайность: точный"
                        + " критерий для двух пуассоновских чисел, p-значения с поправкой на число сравнений (Бенджамини и"
                        + " Хохберг), не более 0,05.");
        say("Average", "Среднее");
        say(
                "The mean number of incidents of the 18 months of the trend, months without any among them.",
                "Среднее число инцидентов за 18 месяцев, включая месяцы без инцидентов.");
        say("Sources", "Источники");
        say(
                "Each incident names the reports that it rests on, with their publishers and addresses: sheet Incidents.",
                "У каждого инцидента названы сообщения, на которых он основан, их издатели и адреса: лист «Инциденты».");
        say("Licence", "Лицензия");
        say(
                "Incident Statistics is free software under the Apache License 2.0. The reports that are linked belong to"
                        + " their publishers.",
                "Incident Statistics — свободная программа под лицензией Apache 2.0. Сообщения по ссылкам принадлежат их"
                        + " издателям.");
        say("How to cite", "Как ссылаться");
        say("Version", "Версия");
        say("The same tables from the source", "Те же таблицы из источника");
        say("The trend", "Динамика");
        say("By country, twelve months", "По странам, двенадцать месяцев");
        say("May belong to the month", "Возможно, этого месяца");
        say("This brief as data", "Эта сводка как данные");
        say("This brief", "Эта сводка");
    }

    private static void say(String english, String russian) {
        RUSSIAN.put(english, russian);
    }

    /** The words in a language; headers of tables and samples, which are no words of the template, stay as they are. */
    static String in(Language language, String english) {
        if (language == Language.EN || english.contains("9,999") || isHeader(english)) {
            return english;
        }
        String russian = RUSSIAN.get(english);
        if (russian == null) {
            throw new IllegalArgumentException("Nobody has said this in Russian: " + english);
        }
        return russian;
    }

    private static boolean isHeader(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC);
    }
}
