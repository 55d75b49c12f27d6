package org.incidentstats.brief.words;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.content.BriefContent.Moment;
import org.incidentstats.brief.content.BriefContent.Mover;
import org.incidentstats.brief.content.BriefContent.Movers;
import org.incidentstats.brief.content.Figures.Amount;
import org.incidentstats.brief.content.Figures.TrendPoint;
import org.incidentstats.brief.content.Quantity.Part;
import org.incidentstats.brief.content.Quantity.What;
import org.incidentstats.brief.content.Revisions;
import org.incidentstats.brief.content.Revisions.How;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Tally;
import org.incidentstats.vocabulary.Language;

/** The words of a brief in Russian. */
final class RussianWords extends BriefWords {

    private static final List<String> MONTHS = List.of(
            "январь",
            "февраль",
            "март",
            "апрель",
            "май",
            "июнь",
            "июль",
            "август",
            "сентябрь",
            "октябрь",
            "ноябрь",
            "декабрь");
    private static final List<String> OF_MONTHS = List.of(
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря");
    private static final List<String> IN_MONTHS = List.of(
            "январе",
            "феврале",
            "марте",
            "апреле",
            "мае",
            "июне",
            "июле",
            "августе",
            "сентябре",
            "октябре",
            "ноябре",
            "декабре");
    private static final char NO_BREAK_SPACE = '\u00A0';

    RussianWords(Codebook codebook) {
        super(codebook);
    }

    @Override
    public Language language() {
        return Language.RU;
    }

    @Override
    public String documentTitle(YearMonth month) {
        return "Террористические и контртеррористические инциденты: ежемесячная сводка, " + month(month);
    }

    @Override
    public String month(YearMonth month) {
        return MONTHS.get(month.getMonthValue() - 1) + " " + month.getYear();
    }

    private static String ofMonth(YearMonth month) {
        return OF_MONTHS.get(month.getMonthValue() - 1) + " " + month.getYear();
    }

    @Override
    public String inMonth(YearMonth month) {
        return IN_MONTHS.get(month.getMonthValue() - 1) + " " + month.getYear();
    }

    @Override
    public String scope(Scope scope) {
        if (scope.everything()) {
            return "Все записи";
        }
        List<String> parts = new ArrayList<>();
        scope.filters()
                .forEach((dimension, codes) -> parts.add(switch (dimension) {
                            case COUNTRY -> "страны: ";
                            case NATIONALITY -> "гражданство: ";
                            case GROUP -> "группировки: ";
                            default -> "категории: ";
                        }
                        + codes(dimension, codes)));
        return "Только " + String.join("; ", parts);
    }

    @Override
    public String moment(Moment moment) {
        return moment.frozen()
                ? "Составлено %s по всему, что было записано к этому времени: изменение № %s от %s."
                        .formatted(minute(moment.madeAt()), number(moment.position()), minute(moment.asOf()))
                : "Предварительный вид на %s. До составления сводки данные могут измениться."
                        .formatted(minute(moment.madeAt()));
    }

    @Override
    public String countriesHeading(YearMonth month) {
        return "Инциденты по странам, " + month(month);
    }

    @Override
    public String nationalitiesHeading(YearMonth month) {
        return "Инциденты по гражданству исполнителей, " + month(month);
    }

    @Override
    public String pairsHeading(YearMonth month) {
        return "Инциденты по странам и гражданству исполнителей, 12 месяцев по " + month(month);
    }

    @Override
    public String yearsHeading(YearMonth month) {
        return "Инциденты по годам, по " + month(month);
    }

    @Override
    public String incidentsHeading(YearMonth month, int incidents) {
        return "Инциденты, " + month(month) + ": " + (incidents == 0 ? "записей нет" : number(incidents));
    }

    @Override
    public String revisionsHeading(Optional<Revisions> revisions) {
        return "Пересмотр прежних сводок: "
                + revisions
                        .map(found -> found.briefs() == 0
                                ? "прежних сводок нет"
                                : found.revisions().isEmpty()
                                        ? "изменений нет"
                                        : "изменено "
                                                + counted(found.revisions().size(), "число", "числа", "чисел"))
                        .orElse("в предварительном виде нет");
    }

    @Override
    public String trendTitle(List<TrendPoint> trend, double average) {
        if (trend.isEmpty()) {
            return "Инциденты по месяцам";
        }
        return "Инциденты по месяцам, %s – %s: в среднем %s"
                .formatted(
                        month(trend.get(0).month()),
                        month(trend.get(trend.size() - 1).month()),
                        decimal(average(average)));
    }

    @Override
    public String countriesTitle(YearMonth month, int shown, int all) {
        return rankingTitle("Страны", counted(all, "страны", "стран", "стран"), month, shown, all);
    }

    @Override
    public String nationalitiesTitle(YearMonth month, int shown, int all) {
        return rankingTitle("Гражданство", counted(all, "гражданства", "гражданств", "гражданств"), month, shown, all);
    }

    private String rankingTitle(String subject, String ofAll, YearMonth month, int shown, int all) {
        String ranked = shown < all ? "Первые %s из %s".formatted(number(shown), ofAll) : subject;
        return "%s, 12 месяцев по %s".formatted(ranked, month(month));
    }

    @Override
    public String aMonth(long least, long most) {
        return least == most
                ? number(least) + " каждый месяц"
                : "от %s до %s в месяц".formatted(number(least), number(most));
    }

    @Override
    public String inThe(YearMonth month, String figure) {
        return "в %s %s".formatted(inMonth(month), figure);
    }

    @Override
    public String monthsWithoutFigure(int months) {
        return "без данных " + counted(months, "месяц", "месяца", "месяцев");
    }

    @Override
    public String incidentsWithThoseOf(YearMonth month) {
        return "Инциденты, в скобках — за " + month(month);
    }

    @Override
    public String change(Amount now, Amount earlier, YearMonth when) {
        if (!earlier.onRecord()) {
            return "%s: до начала записей".formatted(month(when));
        }
        if (!earlier.known()) {
            return "%s: неизвестно".formatted(month(when));
        }
        String then = number(earlier.value())
                + (earlier.withoutFigure() > 0 ? "; без данных: %s".formatted(number(earlier.withoutFigure())) : "");
        if (!now.known()) {
            return "%s: %s".formatted(month(when), then);
        }
        long change = now.value() - earlier.value();
        if (change == 0) {
            return "Как в %s (%s)".formatted(inMonth(when), then);
        }
        return change > 0
                ? "▲ на %s больше, чем в %s (%s)".formatted(number(change), inMonth(when), then)
                : "▼ на %s меньше, чем в %s (%s)".formatted(number(-change), inMonth(when), then);
    }

    @Override
    public String uncertainty(Tally tally, long incidents) {
        if (incidents == 0) {
            return "нет записанных инцидентов";
        }
        boolean open = tally.unknown() > 0 || tally.atLeast() > 0;
        List<String> parts = new ArrayList<>();
        if (tally.low() < tally.high()) {
            parts.add("от %s до %s%s".formatted(number(tally.low()), number(tally.high()), open ? " или больше" : ""));
        } else if (open && tally.low() > 0) {
            parts.add("не менее " + number(tally.low()));
        }
        if (tally.unknown() > 0) {
            parts.add("без данных: " + incidents(tally.unknown()));
        }
        return parts.isEmpty() ? "данные по каждому инциденту" : String.join("; ", parts);
    }

    @Override
    public String mover(Mover mover, YearMonth month) {
        String name = mover.code().equals(Dimension.UNKNOWN)
                ? switch (mover.dimension()) {
                    case NATIONALITY -> "Гражданство неизвестно";
                    default -> "Группировка неизвестна";
                }
                : mover.label();
        return "%s: %s, %s — %s%s (%s)."
                .formatted(
                        name,
                        incidents(mover.now()),
                        previous(mover) ? "месяцем ранее" : "в том же месяце годом ранее",
                        mover.now() > mover.before() ? "лишь " : "",
                        number(mover.before()),
                        pValue(mover.pValue()));
    }

    @Override
    public String noMover(Movers movers) {
        return movers.compared() == 0
                ? "Не сравнивалось: месяц не окончен, или в записях не с чем сравнить."
                : "Ни у одной страны, гражданства или группировки изменение не больше случайного (%s с предыдущим месяцем и с"
                                .formatted(counted(movers.compared(), "сравнение", "сравнения", "сравнений"))
                        + " тем же месяцем годом ранее).";
    }

    @Override
    public String moreMovers(int more) {
        return "И ещё %s: их называет эта сводка как данные (format=json).".formatted(number(more));
    }

    @Override
    public String withoutNationality(long without, long incidents) {
        if (incidents == 0) {
            return "За месяц нет ни одной записи.";
        }
        if (without == 0) {
            return "У каждого инцидента месяца известно гражданство хотя бы одного исполнителя.";
        }
        return "Гражданство исполнителей неизвестно: %s из %s (%s%%)."
                .formatted(number(without), number(incidents), number(percent(without, incidents)));
    }

    @Override
    public String possible(long possible, YearMonth month) {
        return possible == 0
                ? "Учтены все инциденты, которые могут относиться к месяцу «%s»: неясных дат нет."
                        .formatted(month(month))
                : "Не учтено: %s с неточной датой, возможно, за %s.".formatted(incidents(possible), month(month));
    }

    @Override
    public String citation(BriefContent content) {
        return "%s. «%s» (%s). %s %s. %s"
                .formatted(
                        AUTHOR,
                        documentTitle(content.month()),
                        scope(content.scope()),
                        content.moment().frozen() ? "Составлено" : "Предварительный вид на",
                        day(content.moment().madeAt().atZone(ZoneOffset.UTC).toLocalDate()),
                        content.links().brief());
    }

    @Override
    public String version(String version, String templateHash, Moment moment) {
        return "%s %s; шаблон %s; %s"
                .formatted(
                        AUTHOR,
                        version,
                        templateHash.substring(0, 12),
                        moment.frozen() ? "записи по изменение № " + number(moment.position()) : "предварительный вид");
    }

    @Override
    public String none() {
        return "Нет записанных инцидентов";
    }

    @Override
    public String noneInMonth() {
        return "За этот месяц инциденты не записаны";
    }

    @Override
    public String noRevision(Optional<Revisions> revisions) {
        return revisions
                .map(found -> found.briefs() == 0
                        ? "Прежних сводок нет"
                        : "Все числа прежних сводок остались теми же (сводок: %s)".formatted(number(found.briefs())))
                .orElse("Пересмотр вычисляется при составлении сводки");
    }

    @Override
    public String furtherRevisions(int more) {
        return "Ещё %s: здесь для них нет места. Все они есть в этой сводке как данных, ссылка — в этой строке."
                .formatted(counted(more, "строка", "строки", "строк"));
    }

    @Override
    public String unknown() {
        return "неизвестно";
    }

    @Override
    public String atLeastOne() {
        return "не менее 1";
    }

    @Override
    public String atLeast(String figure) {
        return "не менее " + figure;
    }

    @Override
    public String atMost(String figure) {
        return "не более " + figure;
    }

    @Override
    public String from(String start, String end) {
        return "%s – %s".formatted(start, end);
    }

    @Override
    public String about(String date) {
        return "около: " + date;
    }

    @Override
    public String day(LocalDate day) {
        return day.getDayOfMonth() + " " + ofMonth(YearMonth.from(day));
    }

    @Override
    public String what(What what) {
        return switch (what) {
            case INCIDENTS -> "Инциденты";
            case ATTACKS -> "Нападения";
            case COUNTRIES -> "Страны с инцидентами";
            case PERPETRATORS -> "Исполнители";
            case KILLED -> "Убитые";
            case WOUNDED -> "Раненые";
            case ARRESTED -> "Задержанные";
            case WITHOUT_NATIONALITY -> "Инциденты с неизвестным гражданством";
            case WITHOUT_GROUP -> "Инциденты без названной группировки";
            case POSSIBLE -> "Инциденты, возможно, этого месяца";
        };
    }

    @Override
    public String part(Part part) {
        return switch (part) {
            case COUNT -> "";
            case LOW -> "минимум";
            case BEST -> "вероятно";
            case HIGH -> "максимум";
            case NO_FIGURE -> "инциденты без данных";
        };
    }

    @Override
    public String how(How how) {
        return switch (how) {
            case RECORDED -> "записан позже";
            case CORRECTED -> "исправлен";
            case RETRACTED -> "отозван";
            case DUPLICATE -> "признан повторным";
            case RESTORED -> "снова учитывается";
            case GROUPS -> "изменён реестр группировок";
            case RULES -> "иное правило учёта";
        };
    }

    @Override
    public String upTo(String month) {
        return "по " + month;
    }

    @Override
    public String year(String year) {
        return year;
    }

    @Override
    public String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number).replace(',', NO_BREAK_SPACE);
    }

    @Override
    public String decimal(BigDecimal number) {
        return number.toPlainString().replace('.', ',');
    }

    @Override
    public String incidents(long number) {
        return counted(number, "инцидент", "инцидента", "инцидентов");
    }

    /** 1, 21, 31 take the first form; 2 to 4, 22 to 24 the second; all others the third. */
    private String counted(long number, String one, String few, String many) {
        long last = number % 10;
        boolean teen = number % 100 / 10 == 1;
        String form = !teen && last == 1 ? one : !teen && last >= 2 && last <= 4 ? few : many;
        return number(number) + NO_BREAK_SPACE + form;
    }
}
