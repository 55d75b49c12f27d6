package org.incidentstats.imports.mapping;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the columns of a source become events. It is data, not code: a small YAML document, of which the presets under
 * {@code /mappings} are examples. Columns are named as in the file's header, in any case.
 *
 * <p>A <em>text</em> is a list of templates, of which the first applies whose columns all have a known value:
 * {@code "{city}, {country_txt}"}. A <em>condition</em> ({@code when}) names columns and the values that they must
 * have; {@code "*"} stands for any known value, {@code ""} for none.
 *
 * @param description         what source this is, and which edition of its codebook
 * @param source              the prefix of event ids; without it ids are taken as they are
 * @param id                  the column with the source's own id of an event
 * @param date                when it happened
 * @param title               a text, cut where it is too long
 * @param summary             a text
 * @param type                which {@code types} code; the category follows from it
 * @param outcome             which {@code outcomes} code
 * @param evidence            which {@code evidence} code
 * @param claimed             {@code "true"} or {@code "false"}
 * @param places              where it happened
 * @param groups              columns with names of organisations
 * @param perpetrators        who did it
 * @param arrested            people arrested
 * @param targets             at whom or what it was aimed
 * @param killed              everybody killed, perpetrators included
 * @param wounded             everybody wounded
 * @param perpetratorsKilled  the perpetrators among the killed
 * @param weapons             weapons used
 * @param sources             documents; one without a title is left out
 * @param related             a column with ids of related events of the same source
 * @param note                texts that are joined into the note
 * @param tables              tables of values that several rules share, by name
 * @param countries           names of countries as this source alone uses them
 * @param organisations       names of organisations as this source alone uses them
 * @param unknown             what the source writes where something is not known
 */
public record Mapping(
        String description,
        Optional<String> source,
        String id,
        DateRule date,
        List<String> title,
        List<String> summary,
        List<CodeRule> type,
        List<CodeRule> outcome,
        List<CodeRule> evidence,
        List<CodeRule> claimed,
        List<PlaceRule> places,
        Optional<GroupRule> groups,
        List<PerpetratorRule> perpetrators,
        Optional<FigureRule> arrested,
        List<TargetRule> targets,
        Optional<FigureRule> killed,
        Optional<FigureRule> wounded,
        Optional<FigureRule> perpetratorsKilled,
        Optional<WeaponRule> weapons,
        List<SourceRule> sources,
        Optional<RelatedRule> related,
        List<NoteRule> note,
        Map<String, Map<String, String>> tables,
        Map<String, String> countries,
        Map<String, String> organisations,
        Unknown unknown) {

    /** A column in a text. */
    static final Pattern COLUMN = Pattern.compile("\\{([^{}]+)}");

    public Mapping {
        title = list(title);
        summary = list(summary);
        type = list(type);
        outcome = list(outcome);
        evidence = list(evidence);
        claimed = list(claimed);
        places = list(places);
        perpetrators = list(perpetrators);
        targets = list(targets);
        sources = list(sources);
        note = list(note);
        tables = map(tables).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> anyCase(entry.getValue())));
        countries = map(countries);
        organisations = map(organisations);
        unknown = unknown == null ? new Unknown(List.of(), List.of(), List.of()) : unknown;
    }

    /**
     * Exactly one of: {@code edtf}, a column with a date in EDTF; {@code year} with {@code month} and {@code day}, where
     * 0 or nothing is unknown; {@code from}, a column with the day, or the first possible one where {@code to} has the
     * last.
     *
     * @param formats         how {@code from} and {@code to} are written, as patterns of {@link java.time.format.DateTimeFormatter}
     * @param approximateWhen when a date is approximate that is no range of days
     * @param monthWhen       when only the month of the day is known
     */
    record DateRule(
            Optional<String> edtf,
            Optional<String> year,
            Optional<String> month,
            Optional<String> day,
            Optional<String> from,
            Optional<String> to,
            List<String> formats,
            Map<String, List<String>> approximateWhen,
            Map<String, List<String>> monthWhen) {
        DateRule {
            formats = list(formats);
            approximateWhen = map(approximateWhen);
            monthWhen = map(monthWhen);
        }
    }

    /**
     * One of several alternatives, of which the first that gives a code applies: under a condition either the code
     * {@code use}, or the code for the value of {@code column}. A value that no table has refuses the row; a value
     * whose code is null is unknown, and leaves it to the next alternative.
     *
     * @param values  codes by values; without it and {@code table} the value is the code
     * @param table   the name of a shared table
     * @param outside values of rows that are no incidents of this record, and are refused for that reason
     */
    record CodeRule(
            Map<String, List<String>> when,
            Optional<String> use,
            Optional<String> column,
            Map<String, String> values,
            Optional<String> table,
            List<String> outside) {
        CodeRule {
            when = map(when);
            values = anyCase(values);
            outside = list(outside);
        }
    }

    /**
     * @param country         a column with a country's name or code
     * @param coordinatesWhen when latitude and longitude are those of the place itself; always, where it is empty
     * @param separator       what stands between several countries and localities, in pairs
     */
    record PlaceRule(
            String country,
            List<String> admin1,
            List<String> locality,
            Optional<String> latitude,
            Optional<String> longitude,
            Map<String, List<String>> coordinatesWhen,
            Optional<String> separator) {
        PlaceRule {
            admin1 = list(admin1);
            locality = list(locality);
            coordinatesWhen = map(coordinatesWhen);
        }
    }

    /**
     * @param ignore names, or patterns with {@code *}, that are no organisations
     */
    record GroupRule(List<String> columns, List<String> ignore, Optional<String> separator) {
        GroupRule {
            columns = list(columns);
            ignore = list(ignore);
        }
    }

    record PerpetratorRule(Optional<String> nationality, Optional<FigureRule> count, Optional<String> separator) {}

    /**
     * Columns with whole numbers.
     *
     * @param fractions whether {@code best} can be a fraction, as where GTD shares a sum out; it becomes low, best and high
     */
    record FigureRule(Optional<String> low, Optional<String> best, Optional<String> high, boolean fractions) {}

    record TargetRule(Optional<CodeRule> type, Optional<String> nationality, Optional<String> separator) {}

    /**
     * @param ignoreOthers whether a value that the table lacks says nothing about weapons, instead of refusing the row
     */
    record WeaponRule(
            List<String> columns, Map<String, String> values, boolean ignoreOthers, Optional<String> separator) {
        WeaponRule {
            columns = list(columns);
            values = anyCase(values);
        }
    }

    /** The members are texts; with a separator, title and url are single columns with as many entries each. */
    record SourceRule(
            List<String> id,
            List<String> publisher,
            List<String> title,
            List<String> url,
            List<String> published,
            List<String> language,
            Optional<String> separator) {
        SourceRule {
            id = list(id);
            publisher = list(publisher);
            title = list(title);
            url = list(url);
            published = list(published);
            language = list(language);
        }
    }

    record RelatedRule(String column, String separator) {}

    record NoteRule(List<String> text, Map<String, List<String>> when) {
        NoteRule {
            text = list(text);
            when = map(when);
        }
    }

    /**
     * @param texts         in columns of texts and names
     * @param counts        in columns of numbers of people
     * @param nationalities in columns of nationalities
     */
    record Unknown(List<String> texts, List<String> counts, List<String> nationalities) {
        Unknown {
            texts = list(texts);
            counts = list(counts);
            nationalities = list(nationalities);
        }
    }

    /** Every column that it reads; some more than once. */
    Stream<String> columns() {
        Stream.Builder<Stream<String>> columns = Stream.builder();
        columns.add(Stream.of(id));
        columns.add(Stream.of(date.edtf(), date.year(), date.month(), date.day(), date.from(), date.to())
                .flatMap(Optional::stream));
        columns.add(Stream.of(date.approximateWhen(), date.monthWhen()).flatMap(when -> when.keySet().stream()));
        Stream.of(title, summary).forEach(text -> columns.add(columnsOf(text)));
        Stream.of(
                        type.stream(),
                        outcome.stream(),
                        evidence.stream(),
                        claimed.stream(),
                        targets.stream().flatMap(target -> target.type().stream()))
                .flatMap(rules -> rules)
                .forEach(rule -> columns.add(Stream.concat(rule.column().stream(), rule.when().keySet().stream())));
        for (PlaceRule place : places) {
            columns.add(Stream.of(place.country()));
            columns.add(Stream.concat(columnsOf(place.admin1()), columnsOf(place.locality())));
            columns.add(Stream.concat(place.latitude().stream(), place.longitude().stream()));
            columns.add(place.coordinatesWhen().keySet().stream());
        }
        groups.ifPresent(rule -> columns.add(rule.columns().stream()));
        weapons.ifPresent(rule -> columns.add(rule.columns().stream()));
        perpetrators.forEach(rule -> columns.add(rule.nationality().stream()));
        targets.forEach(rule -> columns.add(rule.nationality().stream()));
        Stream.of(
                        perpetrators.stream().flatMap(rule -> rule.count().stream()),
                        Stream.of(arrested, killed, wounded, perpetratorsKilled).flatMap(Optional::stream))
                .flatMap(rules -> rules)
                .forEach(rule -> columns.add(
                        Stream.of(rule.low(), rule.best(), rule.high()).flatMap(Optional::stream)));
        for (SourceRule source : sources) {
            Stream.of(
                            source.id(),
                            source.publisher(),
                            source.title(),
                            source.url(),
                            source.published(),
                            source.language())
                    .forEach(text -> columns.add(columnsOf(text)));
        }
        related.ifPresent(rule -> columns.add(Stream.of(rule.column())));
        for (NoteRule part : note) {
            columns.add(Stream.concat(columnsOf(part.text()), part.when().keySet().stream()));
        }
        return columns.build().flatMap(some -> some);
    }

    /** The columns of a text. */
    static Stream<String> columnsOf(List<String> templates) {
        return templates.stream()
                .flatMap(template -> COLUMN.matcher(template).results().map(match -> match.group(1)));
    }

    private static <T> List<T> list(List<T> list) {
        if (list != null && list.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("an entry is null in YAML; put it in quotes");
        }
        return list == null ? List.of() : List.copyOf(list);
    }

    private static <V> Map<String, V> map(Map<String, V> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }

    /** A table of values, whose case makes no difference; null stands for "unknown". */
    private static Map<String, String> anyCase(Map<String, String> values) {
        Map<String, String> table = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        table.putAll(values == null ? Map.of() : values);
        return Collections.unmodifiableMap(table);
    }
}
