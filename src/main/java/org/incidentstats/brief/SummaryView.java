package org.incidentstats.brief;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.content.BriefContent.Ranked;
import org.incidentstats.brief.content.Figures;
import org.incidentstats.brief.content.Figures.Amount;
import org.incidentstats.brief.content.Figures.KeyFigure;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.brief.words.BriefWords;
import org.incidentstats.brief.words.Phrase;
import org.incidentstats.brief.workbook.BriefWorkbook;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.vocabulary.Language;

/**
 * The Summary as words and lengths of bars, for templates of pages and mails. All of it is plain text.
 *
 * @param language    its code (ISO 639-1)
 * @param other       the code of the other language
 * @param phrases     the words of {@link Phrase} by their names
 * @param tiles       the key figures
 * @param trend       the months, oldest first
 * @param average     the mean number of incidents of a month
 * @param averageBar  how long its bar is, in hundredths of the longest
 * @param movers      one sentence each
 * @param unknown     one sentence each
 * @param revisions   what became of earlier briefs
 * @param address     where the brief is to be had
 */
public record SummaryView(
        String language,
        String other,
        Map<String, String> phrases,
        String title,
        String month,
        String scope,
        String moment,
        List<Tile> tiles,
        String trendTitle,
        List<Bar> trend,
        String average,
        int averageBar,
        String countriesTitle,
        List<Bar> countries,
        String nationalitiesTitle,
        List<Bar> nationalities,
        List<String> movers,
        List<String> unknown,
        String revisions,
        String none,
        String address) {

    private static final int LONGEST = 100;

    /** One key figure. */
    public record Tile(String label, String value, String change, String yearChange, String note) {}

    /**
     * One bar in two parts.
     *
     * @param first  the length of its first part, in hundredths of the longest bar: attacks, or this month
     * @param second the length of the rest
     * @param number what stands behind the bar
     * @param detail the number of the first part
     */
    public record Bar(String label, int first, int second, String number, String detail) {}

    /** The view in the language of the content. */
    public static SummaryView of(BriefContent content, Codebook codebook) {
        Language language = content.language();
        BriefWords words = BriefWords.of(language, codebook);
        Figures figures = content.figures();
        long longestMonth = Math.max(
                1,
                figures.trend().stream()
                        .mapToLong(Figures.TrendPoint::incidents)
                        .max()
                        .orElse(1));
        List<Ranked> countries =
                content.countryRanking().stream().limit(BriefWorkbook.BARS).toList();
        List<Ranked> nationalities =
                content.nationalityRanking().stream().limit(BriefWorkbook.BARS).toList();
        return new SummaryView(
                language.code(),
                Arrays.stream(Language.values())
                        .filter(one -> one != language)
                        .findFirst()
                        .orElseThrow()
                        .code(),
                Arrays.stream(Phrase.values()).collect(Collectors.toMap(Phrase::name, phrase -> phrase.in(language))),
                words.documentTitle(content.month()),
                words.month(content.month()),
                words.scope(content.scope()),
                words.moment(content.moment()),
                figures.keyFigures().stream()
                        .map(figure -> tile(figure, content, words))
                        .toList(),
                words.trendTitle(figures.trend(), figures.average()),
                figures.trend().stream()
                        .map(point -> bar(
                                words.month(point.month()), point.attacks(), point.incidents(), longestMonth, words))
                        .toList(),
                words.decimal(BriefWords.average(figures.average())),
                (int) Math.round(LONGEST * figures.average() / longestMonth),
                words.countriesTitle(
                        content.month(), countries.size(), figures.byCountry().size()),
                bars(countries, words),
                words.nationalitiesTitle(
                        content.month(),
                        nationalities.size(),
                        figures.byNationality().size()),
                bars(nationalities, words),
                words.movers(content.movers(), content.month()).lines().toList(),
                List.of(
                        words.withoutNationality(
                                figures.unknown().withoutNationality(),
                                figures.now(Figures.Figure.INCIDENTS).value()),
                        words.possible(figures.unknown().possible(), content.month())),
                words.revisionsHeading(content.revisions()),
                words.none(),
                content.links().brief().toString());
    }

    /** A scope in words. */
    public static String scope(Scope scope, Language language, Codebook codebook) {
        return BriefWords.of(language, codebook).scope(scope);
    }

    private static Tile tile(KeyFigure figure, BriefContent content, BriefWords words) {
        Amount now = figure.now();
        return new Tile(
                Phrase.valueOf(figure.figure().name()).in(content.language()),
                now.known() ? words.number(now.value()) : words.unknown(),
                words.change(now, figure.previous(), content.month().minusMonths(1)),
                words.change(now, figure.yearBefore(), content.month().minusYears(1)),
                now.tally()
                        .map(tally -> words.uncertainty(tally, now.incidents()))
                        .orElse(""));
    }

    private static List<Bar> bars(List<Ranked> ranked, BriefWords words) {
        Function<Ranked, Long> all = one -> one.month() + one.rest();
        long longest = Math.max(1, ranked.stream().mapToLong(all::apply).max().orElse(1));
        return ranked.stream()
                .map(one -> bar(one.label(), one.month(), all.apply(one), longest, words))
                .toList();
    }

    private static Bar bar(String label, long first, long all, long longest, BriefWords words) {
        int length = length(all, longest);
        int begin = Math.min(length, length(first, longest));
        return new Bar(label, begin, length - begin, words.number(all), words.number(first));
    }

    /** What is not 0 is seen. */
    private static int length(long number, long longest) {
        return number == 0 ? 0 : Math.max(1, (int) Math.round((double) LONGEST * number / longest));
    }
}
