package org.incidentstats.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.event.EventReader;
import org.incidentstats.imports.Mapping.CodeRule;
import org.incidentstats.imports.Mapping.DateRule;
import org.incidentstats.imports.Mapping.FigureRule;
import org.incidentstats.imports.Mapping.GroupRule;
import org.incidentstats.imports.Mapping.NoteRule;
import org.incidentstats.imports.Mapping.PerpetratorRule;
import org.incidentstats.imports.Mapping.PlaceRule;
import org.incidentstats.imports.Mapping.RelatedRule;
import org.incidentstats.imports.Mapping.SourceRule;
import org.incidentstats.imports.Mapping.TargetRule;
import org.incidentstats.imports.Mapping.WeaponRule;
import org.incidentstats.vocabulary.Category;
import org.incidentstats.vocabulary.CodeLists;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One row on its way to an event's JSON, with the columns that each part of it came from. */
final class EventBuilder {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,10})?");
    private static final Pattern WHITESPACE = Pattern.compile("\\s+");
    private static final int DAY = "2025-01-01".length();
    private static final int MOST_KNOWN_LISTED = 40;

    private final Mapping mapping;
    private final Map<String, String> cells;
    private final SourceNames names;
    private final CodeLists codes;
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> origins = new HashMap<>();
    private final List<CellFault> faults = new ArrayList<>();
    private final Set<String> unknownGroups = new LinkedHashSet<>();
    private final List<String> cutTexts = new ArrayList<>();

    /**
     * @param cells the row's cells by the names of their columns in small letters
     */
    EventBuilder(Mapping mapping, Map<String, String> cells, SourceNames names, CodeLists codes) {
        this.mapping = mapping;
        this.cells = cells;
        this.names = names;
        this.codes = codes;
    }

    ObjectNode document() {
        return document;
    }

    /** The columns by JSON pointers into the document. */
    Map<String, String> origins() {
        return origins;
    }

    List<CellFault> faults() {
        return faults;
    }

    Set<String> unknownGroups() {
        return unknownGroups;
    }

    /** Fills the document, and gives the event's id. */
    Optional<String> build() {
        Optional<String> id = id(cell(mapping.id()), mapping.id());
        Optional<String> title = text(mapping.title());
        title.ifPresent(text -> document.put("title", cut(line(text))));
        origins.put("/title", columns(mapping.title()));
        text(mapping.summary()).ifPresent(summary -> document.put("summary", summary));
        origins.put("/summary", columns(mapping.summary()));
        required("type", mapping.type()).ifPresent(this::type);
        date();
        mapping.places().forEach(this::places);
        mapping.groups().ifPresent(this::groups);
        code(mapping.claimed()).ifPresent(claimed -> document.put("claimed", Boolean.parseBoolean(claimed)));
        required("outcome", mapping.outcome()).ifPresent(outcome -> document.put("outcome", outcome));
        required("evidence", mapping.evidence()).ifPresent(evidence -> document.put("evidence", evidence));
        mapping.perpetrators().forEach(this::perpetrators);
        mapping.targets().forEach(this::targets);
        figures(mapping.killed(), "killed", "/casualties/killed", "casualties");
        figures(mapping.wounded(), "wounded", "/casualties/wounded", "casualties");
        figures(mapping.perpetratorsKilled(), "perpetratorsKilled", "/casualties/perpetratorsKilled", "casualties");
        mapping.arrested()
                .flatMap(rule -> figures(rule, "/arrested"))
                .ifPresent(figures -> document.set("arrested", figures));
        mapping.weapons().ifPresent(this::weapons);
        mapping.sources().forEach(this::sources);
        mapping.related().ifPresent(related -> related(related, id));
        note();
        if (title.isEmpty() && faults.isEmpty()) {
            fault(columns(mapping.title()), "", "nothing to make a title of");
        }
        return id;
    }

    private Optional<String> id(String cell, String column) {
        String id = mapping.source().map(source -> source + "-").orElse("") + cell;
        if (cell.isEmpty() || !EventReader.isId(id)) {
            fault(column, cell, "the source's own id of the event: " + EventReader.ID_FORM);
            return Optional.empty();
        }
        return Optional.of(id);
    }

    private void type(String type) {
        document.put("type", type);
        // A code that no category has is left for the reader to refuse.
        Stream.of(Category.values())
                .filter(category -> codes.typesOf(category).contains(type))
                .findFirst()
                .ifPresentOrElse(category -> document.put("category", category.code()), () -> {
                    faults.add(new CellFault(
                            ruleColumns(mapping.type()),
                            type,
                            "not one of the codes allowed here; known are "
                                    + String.join(", ", codes.types().codes())));
                });
    }

    // Dates

    private void date() {
        DateRule rule = mapping.date();
        String columns = Stream.of(rule.edtf(), rule.year(), rule.month(), rule.day(), rule.from(), rule.to())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" + "));
        origins.put("/date", columns);
        Optional<String> date = rule.edtf().isPresent()
                ? Optional.of(cell(rule.edtf().get()))
                : rule.year().isPresent() ? ofNumbers(rule) : ofDays(rule);
        // A range says itself how far the day is known, even where it is a month or a year exactly.
        date.map(text -> text.contains("/")
                                || rule.to().isPresent() && text.length() < DAY
                                || !applies(rule.approximateWhen())
                        ? text
                        : text + "~")
                .ifPresent(text -> document.put("date", text));
    }

    private Optional<String> ofNumbers(DateRule rule) {
        Optional<Integer> year = number(rule.year(), 9999);
        Optional<Integer> month = number(rule.month(), 12).filter(m -> m > 0);
        Optional<Integer> day = number(rule.day(), 31).filter(d -> d > 0);
        if (year.isEmpty()) {
            return Optional.empty();
        }
        if (month.isEmpty()) {
            return Optional.of(String.format(Locale.ROOT, "%04d", year.get()));
        }
        String upToMonth = String.format(Locale.ROOT, "%04d-%02d", year.get(), month.get());
        return Optional.of(day.map(d -> String.format(Locale.ROOT, "%s-%02d", upToMonth, d))
                .orElse(upToMonth));
    }

    /** The number in a column; a fault in its place is that no date can be read. */
    private Optional<Integer> number(Optional<String> column, int most) {
        if (column.isEmpty()) {
            return Optional.empty();
        }
        String cell = cell(column.get());
        if (cell.isEmpty() && !column.equals(mapping.date().year())) {
            return Optional.empty();
        }
        if (!cell.matches("\\d{1,4}") || Integer.parseInt(cell) > most) {
            fault(column.get(), cell, "not a whole number from 0 to %d".formatted(most));
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(cell));
    }

    private Optional<String> ofDays(DateRule rule) {
        Optional<LocalDate> from = day(rule.from().orElseThrow(), rule.formats());
        Optional<LocalDate> to = rule.to().flatMap(column -> day(column, rule.formats()));
        if (from.isEmpty() || rule.to().isPresent() && to.isEmpty()) {
            return Optional.empty();
        }
        if (applies(rule.monthWhen())) {
            return Optional.of(YearMonth.from(from.get()).toString());
        }
        return Optional.of(period(from.get(), to.orElse(from.get())));
    }

    private Optional<LocalDate> day(String column, List<String> formats) {
        String cell = cell(column);
        for (String format : formats) {
            try {
                // "y" alone would ask for an era; strict, so that there is no 30 February.
                return Optional.of(LocalDate.parse(
                        cell,
                        DateTimeFormatter.ofPattern(format.replace('y', 'u'), Locale.ENGLISH)
                                .withResolverStyle(ResolverStyle.STRICT)));
            } catch (DateTimeException e) {
                // Then another format.
            }
        }
        fault(column, cell, "not a day written as one of %s".formatted(String.join(" | ", formats)));
        return Optional.empty();
    }

    /** A range of days, as the month or year that it is exactly, if it is one. */
    private static String period(LocalDate from, LocalDate to) {
        if (from.equals(to)) {
            return from.toString();
        }
        boolean wholeMonths = from.getDayOfMonth() == 1 && to.plusDays(1).getDayOfMonth() == 1;
        if (wholeMonths && from.getMonthValue() == 1 && to.getMonthValue() == 12) {
            String first = String.format(Locale.ROOT, "%04d", from.getYear());
            return from.getYear() == to.getYear() ? first : first + String.format(Locale.ROOT, "/%04d", to.getYear());
        }
        if (wholeMonths) {
            String first = YearMonth.from(from).toString();
            String last = YearMonth.from(to).toString();
            return first.equals(last) ? first : first + "/" + last;
        }
        return from + "/" + to;
    }

    // Places

    private void places(PlaceRule rule) {
        List<String> countries = split(cell(rule.country()), rule.separator());
        if (countries.isEmpty()) {
            if (!document.has("places")) {
                fault(rule.country(), cell(rule.country()), "missing: the name or alpha-3 code of a country");
            }
            return;
        }
        List<String> localities =
                split(text(rule.locality()).map(EventBuilder::line).orElse(""), rule.separator());
        if (localities.size() > 1 && countries.size() > 1 && localities.size() != countries.size()) {
            fault(
                    columns(rule.locality()),
                    String.join("; ", localities),
                    "%d places in %d countries: give one for each country, in the same order, or one country"
                            .formatted(localities.size(), countries.size()));
            return;
        }
        int count = Math.max(countries.size(), localities.size());
        for (int i = 0; i < count; i++) {
            ArrayNode places = document.withArray("places");
            String pointer = "/places/" + places.size();
            String name = countries.get(Math.min(i, countries.size() - 1));
            Optional<String> country = names.country(name, mapping.countries());
            if (country.isEmpty()) {
                fault(
                        rule.country(),
                        name,
                        "no country is known under this name; give its ISO 3166-1 alpha-3 code, or name it under"
                                + " 'countries' in a mapping of your own");
                return;
            }
            ObjectNode place = places.addObject().put("country", country.get());
            origins.put(pointer + "/country", rule.country());
            if (count == 1) {
                text(rule.admin1()).ifPresent(admin1 -> place.put("admin1", cut(line(admin1))));
                coordinates(rule, place, pointer);
            }
            if (localities.size() == count) {
                place.put("locality", cut(localities.get(i)));
            }
            origins.put(pointer + "/admin1", columns(rule.admin1()));
            origins.put(pointer + "/locality", columns(rule.locality()));
        }
    }

    private void coordinates(PlaceRule rule, ObjectNode place, String pointer) {
        if (!rule.coordinatesWhen().isEmpty() && !holds(rule.coordinatesWhen())) {
            return;
        }
        coordinate(rule.latitude(), place, "latitude", pointer);
        coordinate(rule.longitude(), place, "longitude", pointer);
    }

    private void coordinate(Optional<String> column, ObjectNode place, String member, String pointer) {
        if (column.isEmpty()) {
            return;
        }
        origins.put(pointer + "/" + member, column.get());
        String cell = cell(column.get());
        if (cell.isEmpty()
                || mapping.unknown().texts().contains(cell)
                        && !NUMBER.matcher(cell).matches()) {
            return;
        }
        try {
            place.put(member, new BigDecimal(cell));
        } catch (NumberFormatException e) {
            fault(column.get(), cell, "not degrees as a decimal number with a point");
        }
    }

    // Who and whom

    private void groups(GroupRule rule) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        Set<String> seen = new LinkedHashSet<>();
        for (String column : rule.columns()) {
            for (String name : split(known(column).orElse(""), rule.separator())) {
                if (rule.ignore().stream().anyMatch(pattern -> matches(pattern, name))) {
                    continue;
                }
                Optional<String> code = names.group(name, mapping.organisations());
                code.filter(seen::add).ifPresent(found::add);
                if (code.isEmpty()) {
                    unknownGroups.add(CellFault.shortened(line(name), 200));
                }
            }
        }
        if (!found.isEmpty()) {
            document.set("groups", found);
            origins.put("/groups", String.join(" + ", rule.columns()));
        }
    }

    private void perpetrators(PerpetratorRule rule) {
        ArrayNode all = document.withArray("perpetrators");
        String pointer = "/perpetrators/" + all.size();
        Optional<ObjectNode> count = rule.count().flatMap(figures -> figures(figures, pointer + "/count"));
        List<String> nationalities = rule.nationality()
                .map(column -> nationalities(column, rule.separator()))
                .orElse(List.of());
        if (nationalities.size() > 1 && count.isPresent()) {
            fault(
                    rule.nationality().orElseThrow(),
                    String.join("; ", nationalities),
                    "several nationalities share one number; leave the number out, or send NDJSON with one for each");
            return;
        }
        for (String nationality : nationalities) {
            all.addObject().put("nationality", nationality);
        }
        if (count.isPresent()) {
            ObjectNode one = nationalities.isEmpty()
                    ? all.addObject().put("nationality", "unknown")
                    : (ObjectNode) all.get(all.size() - 1);
            one.set("count", count.get());
        }
        if (all.isEmpty()) {
            document.remove("perpetrators");
        }
    }

    private void targets(TargetRule rule) {
        Optional<String> type = rule.type().flatMap(one -> code(List.of(one)));
        List<String> nationalities = rule.nationality()
                .map(column -> nationalities(column, rule.separator()))
                .orElse(List.of());
        if (type.isEmpty() && nationalities.isEmpty()) {
            return;
        }
        ObjectNode target = JsonNodeFactory.instance.objectNode();
        type.ifPresent(code -> target.put("type", code));
        nationalities.forEach(code -> target.withArray("nationalities").add(code));
        ArrayNode targets = document.withArray("targets");
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).equals(target)) {
                return;
            }
        }
        targets.add(target);
    }

    private List<String> nationalities(String column, Optional<String> separator) {
        List<String> found = new ArrayList<>();
        for (String name : split(known(column).orElse(""), separator)) {
            if (contains(mapping.unknown().nationalities(), name)) {
                continue;
            }
            Optional<String> code =
                    codes.nationalities().contains(name) ? Optional.of(name) : names.country(name, mapping.countries());
            if (code.isEmpty()) {
                fault(
                        column,
                        name,
                        "no country is known under this name; give its ISO 3166-1 alpha-3 code, unknown or stateless");
            } else if (!found.contains(code.get())) {
                found.add(code.get());
            }
        }
        return found;
    }

    private void weapons(WeaponRule rule) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        Set<String> seen = new LinkedHashSet<>();
        for (String column : rule.columns()) {
            for (String value : split(cell(column), rule.separator())) {
                Map<String, String> table = rule.values();
                if (rule.values().isEmpty()) {
                    found.add(value);
                } else if (table.containsKey(value)) {
                    Optional.ofNullable(table.get(value)).filter(seen::add).ifPresent(found::add);
                } else if (!rule.ignoreOthers() && !contains(mapping.unknown().texts(), value)) {
                    unknownValue(column, value, rule.values());
                }
            }
        }
        if (!found.isEmpty()) {
            document.set("weapons", found);
            origins.put("/weapons", String.join(" + ", rule.columns()));
        }
    }

    // Figures

    private void figures(Optional<FigureRule> rule, String member, String pointer, String parent) {
        rule.flatMap(figures -> figures(figures, pointer))
                .ifPresent(figures -> document.withObject("/" + parent).set(member, figures));
    }

    private Optional<ObjectNode> figures(FigureRule rule, String pointer) {
        ObjectNode figures = JsonNodeFactory.instance.objectNode();
        figure(rule.low(), "low", false, figures, pointer);
        figure(rule.best(), "best", rule.fractions(), figures, pointer);
        figure(rule.high(), "high", false, figures, pointer);
        origins.put(
                pointer,
                Stream.of(rule.low(), rule.best(), rule.high())
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" + ")));
        return figures.isEmpty() ? Optional.empty() : Optional.of(figures);
    }

    private void figure(Optional<String> column, String part, boolean fractions, ObjectNode figures, String pointer) {
        String cell = column.map(this::cell).orElse("");
        if (cell.isEmpty() || contains(mapping.unknown().counts(), cell)) {
            return;
        }
        origins.put(pointer + "/" + part, column.get());
        if (!NUMBER.matcher(cell).matches()) {
            fault(column.get(), cell, "not a number of people, nor a sign for an unknown one");
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
            fault(column.get(), cell, "not a whole number, written without separators");
        }
    }

    // Sources, relations, note

    private void sources(SourceRule rule) {
        if (rule.separator().isPresent()) {
            separatedSources(rule);
            return;
        }
        Optional<String> title = text(rule.title());
        if (title.isEmpty()) {
            return;
        }
        ObjectNode source = JsonNodeFactory.instance.objectNode();
        text(rule.id()).ifPresent(id -> source.put("id", cut(line(id))));
        text(rule.publisher()).ifPresent(publisher -> source.put("publisher", cut(line(publisher))));
        source.put("title", cut(line(title.get())));
        text(rule.url()).ifPresent(url -> source.put("url", url));
        text(rule.published()).ifPresent(published -> source.put("published", published));
        text(rule.language()).ifPresent(language -> source.put("language", language));
        add(source, rule);
    }

    private void separatedSources(SourceRule rule) {
        List<String> titles = split(text(rule.title()).orElse(""), rule.separator());
        List<String> urls = split(text(rule.url()).orElse(""), rule.separator());
        if (!urls.isEmpty() && urls.size() != titles.size()) {
            fault(
                    columns(rule.url()),
                    String.join("; ", urls),
                    "%d addresses of %d sources: give one for each, in the same order, or none"
                            .formatted(urls.size(), titles.size()));
            return;
        }
        for (int i = 0; i < titles.size(); i++) {
            ObjectNode source = JsonNodeFactory.instance.objectNode().put("title", cut(line(titles.get(i))));
            if (!urls.isEmpty()) {
                source.put("url", urls.get(i));
            }
            add(source, rule);
        }
    }

    private void add(ObjectNode source, SourceRule rule) {
        ArrayNode sources = document.withArray("sources");
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).equals(source)) {
                return;
            }
        }
        String pointer = "/sources/" + sources.size();
        origins.put(pointer, columns(rule.title()));
        origins.put(pointer + "/url", columns(rule.url()));
        origins.put(pointer + "/published", columns(rule.published()));
        origins.put(pointer + "/language", columns(rule.language()));
        sources.add(source);
    }

    private void related(RelatedRule rule, Optional<String> id) {
        Set<String> seen = new LinkedHashSet<>(id.stream().toList());
        for (String other : split(known(rule.column()).orElse(""), Optional.of(rule.separator()))) {
            Optional<String> event = id(other, rule.column());
            if (event.isPresent() && seen.add(event.get())) {
                if (seen.size() > EventReader.LONGEST_LIST + 1) {
                    cutTexts.add("Related in the source: " + cell(rule.column()));
                    break;
                }
                document.withArray("relations")
                        .addObject()
                        .put("kind", "related-to")
                        .put("event", event.get());
            }
        }
        origins.put("/relations", rule.column());
    }

    private void note() {
        List<String> parts = new ArrayList<>();
        for (NoteRule rule : mapping.note()) {
            if (holds(rule.when())) {
                text(rule.text()).ifPresent(parts::add);
            }
        }
        if (!unknownGroups.isEmpty()) {
            parts.add("Groups that the source names and the code list lacks: %s."
                    .formatted(String.join("; ", unknownGroups)));
        }
        cutTexts.forEach(text -> parts.add("In full: " + text));
        if (!parts.isEmpty()) {
            document.put("note", CellFault.shortened(String.join("\n", parts), EventReader.LONGEST_TEXT - 1));
        }
        origins.put(
                "/note",
                mapping.note().stream().map(rule -> columns(rule.text())).collect(Collectors.joining(" + ")));
    }

    // Codes

    private Optional<String> required(String member, List<CodeRule> rules) {
        int before = faults.size();
        Optional<String> code = code(rules);
        if (code.isEmpty() && faults.size() == before) {
            fault(ruleColumns(rules), "", "missing: it does not say what the event's %s is".formatted(member));
        }
        origins.put("/" + member, ruleColumns(rules));
        return code;
    }

    private Optional<String> code(List<CodeRule> rules) {
        for (CodeRule rule : rules) {
            if (!holds(rule.when())) {
                continue;
            }
            if (rule.use().isPresent()) {
                return rule.use();
            }
            String column = rule.column().orElseThrow();
            String value = cell(column);
            if (value.isEmpty()) {
                continue;
            }
            if (contains(rule.outside(), value)) {
                fault(column, value, "outside of what is imported from this source");
                return Optional.empty();
            }
            Map<String, String> table = rule.table().map(mapping.tables()::get).orElse(rule.values());
            if (table.isEmpty()) {
                return Optional.of(value);
            }
            if (!table.containsKey(value)) {
                unknownValue(column, value, table);
                return Optional.empty();
            }
            if (table.get(value) != null) {
                return Optional.of(table.get(value));
            }
        }
        return Optional.empty();
    }

    private void unknownValue(String column, String value, Map<String, String> table) {
        fault(
                column,
                value,
                "the mapping does not know this value; it knows %s"
                        .formatted(table.keySet().stream()
                                .sorted()
                                .limit(MOST_KNOWN_LISTED)
                                .collect(Collectors.joining(" | "))));
    }

    private static String ruleColumns(List<CodeRule> rules) {
        return rules.stream().flatMap(rule -> rule.column().stream()).distinct().collect(Collectors.joining(" + "));
    }

    // Cells and texts

    private String cell(String column) {
        return cells.getOrDefault(column.toLowerCase(Locale.ROOT), "").strip();
    }

    /** The cell's text, unless it is empty or the source's sign for what it does not know. */
    private Optional<String> known(String column) {
        String cell = cell(column);
        return cell.isEmpty() || contains(mapping.unknown().texts(), cell) ? Optional.empty() : Optional.of(cell);
    }

    /** Whether there are conditions and they hold. */
    private boolean applies(Map<String, List<String>> conditions) {
        return !conditions.isEmpty() && holds(conditions);
    }

    private boolean holds(Map<String, List<String>> conditions) {
        return conditions.entrySet().stream()
                .allMatch(condition -> condition.getValue().contains("*")
                        ? known(condition.getKey()).isPresent()
                        : contains(condition.getValue(), cell(condition.getKey())));
    }

    /** The first template whose columns are all known. */
    private Optional<String> text(List<String> templates) {
        for (String template : templates) {
            Matcher matcher = Mapping.COLUMN.matcher(template);
            StringBuilder text = new StringBuilder();
            boolean complete = true;
            while (complete && matcher.find()) {
                Optional<String> value = known(matcher.group(1));
                complete = value.isPresent();
                matcher.appendReplacement(text, Matcher.quoteReplacement(value.orElse("")));
            }
            if (complete) {
                return Optional.of(matcher.appendTail(text)
                                .toString()
                                .replace("\r\n", "\n")
                                .replace('\r', '\n')
                                .strip())
                        .filter(whole -> !whole.isEmpty());
            }
        }
        return Optional.empty();
    }

    private static String columns(List<String> templates) {
        return Mapping.columnsOf(templates).distinct().collect(Collectors.joining(" + "));
    }

    private static List<String> split(String text, Optional<String> separator) {
        List<String> parts = separator
                .map(by -> Arrays.asList(text.split(Pattern.quote(by))))
                .orElse(List.of(text));
        return parts.stream().map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    private static String line(String text) {
        return WHITESPACE.matcher(text).replaceAll(" ").strip();
    }

    /** A line that is too long is cut, and its whole text kept for the note. */
    private String cut(String text) {
        if (text.length() <= EventReader.LONGEST_LINE) {
            return text;
        }
        cutTexts.add(text);
        return CellFault.shortened(text, EventReader.LONGEST_LINE - 1);
    }

    private static boolean contains(List<String> values, String value) {
        return values.stream().anyMatch(value::equalsIgnoreCase);
    }

    private static boolean matches(String pattern, String name) {
        String expression =
                Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(name)
                .matches();
    }

    private void fault(String column, String value, String reason) {
        faults.add(new CellFault(column, value, reason));
    }
}
