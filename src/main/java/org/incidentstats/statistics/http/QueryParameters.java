package org.incidentstats.statistics.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;

import org.incidentstats.platform.Fault;
import org.incidentstats.platform.Format;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.Parameters;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.FilterValue;
import org.incidentstats.statistics.Order;
import org.incidentstats.statistics.Presentation;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.TrendQuery;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.time.Comparison;
import org.incidentstats.time.EventDate.Point;
import org.incidentstats.time.Grain;
import org.incidentstats.time.Period;
import org.incidentstats.vocabulary.Language;

/**
 * The query parameters of one request, read into a question. It notes every fault; {@link #check()} throws them
 * together.
 */
public final class QueryParameters {

    private static final Map<String, Dimension> DIMENSIONS =
            Stream.of(Dimension.values()).collect(Collectors.toMap(Dimension::code, Function.identity()));
    private static final Map<String, Measure> MEASURES =
            Stream.of(Measure.values()).collect(Collectors.toMap(Measure::code, Function.identity()));

    static final List<String> DIMENSION_NAMES =
            Stream.of(Dimension.values()).map(Dimension::code).toList();
    static final List<String> MEASURE_NAMES =
            Stream.of(Measure.values()).map(Measure::code).toList();

    static final List<String> COMPARISON_NAMES =
            Stream.of(Comparison.values()).map(Comparison::code).toList();

    static final List<String> GRAIN_NAMES = Stream.of(
                    Dimension.MONTH, Dimension.QUARTER, Dimension.YEAR, Dimension.WEEK, Dimension.DAY)
            .map(Dimension::code)
            .toList();

    static final int MOST_AT_TOP = 1000;

    private final MultivaluedMap<String, String> parameters;
    private final Codebook codebook;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * @param others the parameters that the request may have beside the filters and the period
     */
    public QueryParameters(MultivaluedMap<String, String> parameters, Collection<String> others, Codebook codebook) {
        this.parameters = parameters;
        this.codebook = codebook;
        Set<String> known = new LinkedHashSet<>(others);
        known.addAll(DIMENSION_NAMES);
        known.add("from");
        known.add("to");
        faults.addAll(Parameters.unknown(parameters, known));
    }

    /** Throws every fault noted so far. */
    public void check() {
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
    }

    List<Dimension> by() {
        return named("by", DIMENSIONS, DIMENSION_NAMES, "not a dimension");
    }

    List<Measure> measures() {
        List<Measure> measures = named("measure", MEASURES, MEASURE_NAMES, "not a measure");
        return parameters.containsKey("measure") ? measures : List.of(Measure.EVENTS);
    }

    /**
     * The filters and the period. A parameter holds values to have or, each with {@link FilterValue#NOT} before it, values not to
     * have; given twice, it can do both: {@code country=PAK&country=!AFG}.
     */
    public Selection selection() {
        Map<Dimension, Set<String>> filters = new EnumMap<>(Dimension.class);
        Map<Dimension, Set<String>> excluded = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            for (String filter : parameters.getOrDefault(dimension.code(), List.of())) {
                List<FilterValue> values = FilterValue.parse(filter);
                long negated = values.stream().filter(FilterValue::excluded).count();
                if (negated > 0 && negated < values.size()) {
                    faults.add(Fault.inParameter(
                            dimension.code(),
                            filter,
                            "some values have a ! before them and some have none; for incidents that have one of some"
                                    + " values and none of others, give the parameter twice: %s=…&%s=!…"
                                            .formatted(dimension.code(), dimension.code())));
                } else {
                    (negated > 0 ? excluded : filters)
                            .computeIfAbsent(dimension, key -> new TreeSet<>())
                            .addAll(codes(dimension, values));
                }
            }
        }
        return new Selection(filters, excluded, period());
    }

    /** What is shown beside the rows counted; faults where it contradicts what is asked. */
    Presentation presentation(Query query) {
        Optional<Order> order = optionalChoice("order", Order.NAMES).map(Order::of);
        OptionalInt top = optionalNumber("top", 1, MOST_AT_TOP);
        boolean zeroFilled = optionalChoice("fill", List.of("zero")).isPresent();
        Optional<Comparison> comparison =
                optionalChoice("compare", COMPARISON_NAMES).map(Comparison::of);
        boolean shares = optionalChoice("share", List.of("true", "false"))
                .filter("true"::equals)
                .isPresent();
        List<Dimension> times = query.by().stream().filter(Dimension::time).toList();
        if (top.isPresent() && query.by().isEmpty()) {
            contradiction("top", "needs a dimension in by whose values it ranks, such as by=country");
        }
        if (top.isPresent()
                && zeroFilled
                && !query.by().isEmpty()
                && query.by().get(0).time()) {
            contradiction("top", "ranks periods, which fill=zero would all show; put another dimension first in by");
        }
        if (zeroFilled && times.isEmpty()) {
            contradiction("fill", "needs a dimension of time in by: year, quarter, month, week or day");
        }
        comparison.ifPresent(asked -> checkComparison(asked, times, query.selection()));
        return new Presentation(order, top, zeroFilled, comparison, shares);
    }

    private void checkComparison(Comparison comparison, List<Dimension> times, Selection selection) {
        if (times.size() > 1) {
            contradiction("compare", "needs one dimension of time in by, and there are several");
        }
        refuseTimes("compare", selection);
        if (times.isEmpty()) {
            Period period = selection.period();
            if (!period.closed()) {
                contradiction(
                        "compare",
                        "needs from and to, or a dimension of time in by: year, quarter, month, week or day");
            } else if (comparison.with(period).isEmpty()) {
                contradiction("compare", "would begin before the year 0");
            }
        }
    }

    /** A question about the course of a measure. */
    TrendQuery trendQuery() {
        List<Dimension> by = by();
        if (by.size() > 1 || by.stream().anyMatch(Dimension::time)) {
            contradiction("by", "takes one dimension, and none of time, which is in grain");
        }
        List<Measure> measures = measures();
        if (measures.size() > 1) {
            contradiction("measure", "takes one measure");
        }
        Grain grain = Objects.requireNonNull(DIMENSIONS.get(choice("grain", GRAIN_NAMES)))
                .grain()
                .orElseThrow();
        Selection selection = selection();
        refuseTimes("grain", selection);
        selection.period().firstDay().ifPresent(day -> refuseMiddle("from", grain, day, Period::firstDay));
        selection.period().lastDay().ifPresent(day -> refuseMiddle("to", grain, day, Period::lastDay));
        return new TrendQuery(
                by.stream().findFirst(),
                grain,
                measures.stream().findFirst().orElse(Measure.EVENTS),
                selection,
                number("window", 2, TrendsResource.LONGEST_WINDOW, TrendsResource.WINDOW),
                Comparison.of(choice("compare", COMPARISON_NAMES)));
    }

    /** Notes an end of the time asked for that is no end of a period. */
    private void refuseMiddle(String name, Grain grain, LocalDate day, Function<Period, Optional<LocalDate>> end) {
        String period = grain.containing(day);
        Period whole = grain.period(period);
        if (!end.apply(whole).equals(Optional.of(day))) {
            contradiction(
                    name,
                    "in the middle of %s (%s to %s), which is counted whole"
                            .formatted(
                                    period,
                                    whole.firstDay().orElseThrow(),
                                    whole.lastDay().orElseThrow()));
        }
    }

    /** Notes that periods beside those asked for are needed, which a filter by time would leave out. */
    private void refuseTimes(String name, Selection selection) {
        Stream.of(Dimension.values())
                .filter(Dimension::time)
                .filter(time -> selection.filters().containsKey(time)
                        || selection.excluded().containsKey(time))
                .findFirst()
                .ifPresent(time -> faults.add(Fault.inParameter(
                        parameters.containsKey(name) ? name : time.code(),
                        parameters.getFirst(parameters.containsKey(name) ? name : time.code()),
                        "other periods are needed than a filter on %s leaves; say which with from and to"
                                .formatted(time.code()))));
    }

    private void contradiction(String name, String detail) {
        faults.add(Fault.inParameter(name, parameters.getFirst(name), detail));
    }

    /** How the answer is wanted: by parameter, else by header. */
    Representation representation(HttpHeaders headers) {
        Optional<Language> asked =
                optionalChoice(DimensionsResource.LANGUAGE, Language.CODES).map(Language::of);
        return new Representation(
                format(headers, Representation.FORMATS),
                asked,
                asked.orElseGet(() -> Language.accepted(headers.getRequestHeader(HttpHeaders.ACCEPT_LANGUAGE))));
    }

    /** The format that is asked for: by parameter, else by header. */
    Format format(HttpHeaders headers, List<Format> offered) {
        return parameters.containsKey("format")
                ? Format.of(choice("format", Format.codes(offered)))
                : Format.accepted(headers, offered);
    }

    /** One of the values allowed, or the first of them where the parameter is not given. */
    String choice(String name, List<String> allowed) {
        return optionalChoice(name, allowed).orElse(allowed.get(0));
    }

    private Optional<String> optionalChoice(String name, List<String> allowed) {
        return single(name).filter(value -> {
            if (!allowed.contains(value)) {
                faults.add(Fault.inParameter(name, value, "not one of the values allowed", allowed));
            }
            return allowed.contains(value);
        });
    }

    /** A whole number. */
    int number(String name, int minimum, int maximum, int otherwise) {
        return optionalNumber(name, minimum, maximum).orElse(otherwise);
    }

    private OptionalInt optionalNumber(String name, int minimum, int maximum) {
        Optional<String> text = single(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (text.get().matches("\\d{1,9}")) {
            int number = Integer.parseInt(text.get());
            if (number >= minimum && number <= maximum) {
                return OptionalInt.of(number);
            }
        }
        faults.add(Fault.inParameter(name, text.get(), "not a whole number from %d to %d".formatted(minimum, maximum)));
        return OptionalInt.empty();
    }

    /** A value that the parser takes; what it throws as {@link IllegalArgumentException} says why not. */
    <T> Optional<T> parsed(String name, Function<String, T> parser) {
        return single(name).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException e) {
                faults.add(Fault.inParameter(name, text, e.getMessage()));
                return Optional.empty();
            }
        });
    }

    /** A moment that is not after now. */
    Optional<Instant> moment(String name, Instant now) {
        try {
            return single(name).map(text -> Parameters.moment(name, text, now));
        } catch (InvalidRequest e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
    }

    private Period period() {
        Optional<Point> from = parsed("from", Period::end);
        Optional<Point> to = parsed("to", Period::end);
        try {
            return new Period(from, to);
        } catch (IllegalArgumentException e) {
            contradiction("to", "before from, %s".formatted(from.orElseThrow()));
            return Period.EVER;
        }
    }

    private Set<String> codes(Dimension dimension, List<FilterValue> values) {
        Set<String> codes = new TreeSet<>();
        for (FilterValue value : values) {
            if (codebook.allows(dimension, value.code())) {
                codes.add(value.code());
            } else {
                faults.add(Fault.inParameter(
                        dimension.code(),
                        value.toString(),
                        codebook.form(dimension, value.code()),
                        codebook.codes(dimension)));
            }
        }
        return codes;
    }

    private <T> List<T> named(String parameter, Map<String, T> known, List<String> names, String otherwise) {
        List<T> found = new ArrayList<>();
        for (String name : values(parameter)) {
            T one = known.get(name);
            if (one == null) {
                faults.add(Fault.inParameter(parameter, name, otherwise, names));
            } else if (found.contains(one)) {
                faults.add(Fault.inParameter(parameter, name, "asked for twice", names));
            } else {
                found.add(one);
            }
        }
        return found;
    }

    /** The values of a parameter, which stand behind commas or in repetitions of it. */
    private List<String> values(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .toList();
    }

    private Optional<String> single(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            faults.add(Fault.inParameter(name, String.join(",", values), "given more than once"));
        }
        return values.stream().findFirst();
    }
}
