package org.incidentstats.statistics.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.incidentstats.platform.Format;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.Order;
import org.incidentstats.statistics.model.Codes;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.time.Comparison;
import org.incidentstats.vocabulary.CodeLists;
import org.incidentstats.vocabulary.Language;

/** Describes the query parameters in the OpenAPI document, from the same lists that the requests are read by. */
public final class ParameterDocumentation implements OASFilter {

    /** A list of more codes than this is left to {@code /v1/dimensions}. */
    private static final int MOST_CODES_LISTED = 50;

    private static final String END = "^\\d{4}(-\\d{2}(-\\d{2})?)?$";

    private final Codebook codebook = new Codebook(new CodeLists());

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .forEach(this::describe);
    }

    private void describe(Operation operation) {
        if (StatisticsResource.OPERATION.equals(operation.getOperationId())) {
            operation.addParameter(list("by", "What to group by, in this order; none gives one row.")
                    .schema(choices(QueryParameters.DIMENSION_NAMES))
                    .example(List.of("country", "year")));
            operation.addParameter(list("measure", "What to count.")
                    .schema(choices(QueryParameters.MEASURE_NAMES).defaultValue(List.of("events")))
                    .example(List.of("events", "killed")));
            selection().forEach(operation::addParameter);
            presentation().forEach(operation::addParameter);
            operation.addParameter(asOf());
            operation.addParameter(format(Representation.FORMATS));
            operation.addParameter(language());
        } else if (TrendsResource.OPERATION.equals(operation.getOperationId())) {
            operation.addParameter(one("by", "The dimension of which each value has a series; none gives one series.")
                    .schema(choice(Stream.of(Dimension.values())
                            .filter(dimension -> !dimension.time())
                            .map(Dimension::code)
                            .toList()))
                    .example("country"));
            operation.addParameter(one("grain", "The length of the periods.")
                    .schema(choice(QueryParameters.GRAIN_NAMES).defaultValue("month"))
                    .example("year"));
            operation.addParameter(one("measure", "What to count.")
                    .schema(choice(QueryParameters.MEASURE_NAMES).defaultValue("events")));
            operation.addParameter(one("window", "Over how many periods the moving average is taken.")
                    .schema(whole(2, TrendsResource.LONGEST_WINDOW).defaultValue(TrendsResource.WINDOW)));
            operation.addParameter(one("compare", "With which period the last one is compared, to find the movers.")
                    .schema(choice(QueryParameters.COMPARISON_NAMES).defaultValue(Comparison.PREVIOUS.code())));
            selection().forEach(operation::addParameter);
            operation.addParameter(asOf());
            operation.addParameter(format(Representation.FORMATS));
            operation.addParameter(language());
        } else if (DimensionsResource.OPERATIONS.contains(String.valueOf(operation.getOperationId()))) {
            operation.addParameter(one(
                            DimensionsResource.LANGUAGE,
                            "The language of labels, else that of the header `Accept-Language`.")
                    .schema(choice(Language.CODES)));
        } else if (EventsResource.OPERATION.equals(operation.getOperationId())) {
            selection().forEach(operation::addParameter);
            operation.addParameter(one(
                            "within",
                            "`certain`: the events whose whole date lies from `from` to `to`. `possible`: those that"
                                    + " may or may not have happened then, because their date is not known well enough.")
                    .schema(choice(List.of("certain", "possible")).defaultValue("certain")));
            operation.addParameter(one("limit", "Events on a page.")
                    .schema(whole(1, EventsResource.LONGEST_PAGE).defaultValue(EventsResource.PAGE))
                    .example(10));
            operation.addParameter(one("cursor", "Where the page begins: taken from the link to the next page.")
                    .schema(text()));
            operation.addParameter(asOf());
            operation.addParameter(format(EventsResource.FORMATS));
        }
    }

    private List<Parameter> selection() {
        List<Parameter> parameters = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            List<String> codes = List.copyOf(codebook.codes(dimension));
            Parameter parameter = list(
                            dimension.code(),
                            "%s. %s: `/v1/dimensions/%s`. With `!` before each value: incidents that have none of them."
                                            .formatted(
                                                    dimension.description().en(),
                                                    codebook.closed(dimension) ? "Codes" : "Values in the data",
                                                    dimension.code())
                                    + (dimension.codes() instanceof Codes.Open
                                            ? " A comma, a backslash or a first `!` of a name has a backslash before it."
                                            : ""))
                    .schema(
                            !codebook.closed(dimension) || codes.size() > MOST_CODES_LISTED
                                    ? OASFactory.createSchema()
                                            .addType(SchemaType.ARRAY)
                                            .items(text())
                                    : choices(codes));
            parameters.add(dimension == Dimension.COUNTRY ? parameter.example(List.of("TJK", "UZB")) : parameter);
        }
        parameters.add(one("from", "The first year (`2019`), month (`2019-05`) or day (`2019-05-14`), inclusive.")
                .schema(text().pattern(END))
                .example("2019"));
        parameters.add(one("to", "The last year, month or day, inclusive.")
                .schema(text().pattern(END))
                .example("2024"));
        return parameters;
    }

    private static List<Parameter> presentation() {
        return List.of(
                one(
                                "order",
                                "Orders rows by a measure, with `-` the largest first; of an estimate, by the best"
                                        + " figure. Rows with equal figures ascend by code, as all do without it.")
                        .schema(choice(Order.NAMES))
                        .example("-events"),
                one(
                                "top",
                                "How many values of the first dimension in `by` have rows of their own: those that come"
                                        + " first in `order`, else those with most of the first measure. The rest is"
                                        + " counted together as `other`, each incident once; `meta.other` names them.")
                        .schema(whole(1, QueryParameters.MOST_AT_TOP))
                        .example(3),
                one(
                                "fill",
                                "`zero`: periods without incidents have rows too, from `from` to `to`, where these are"
                                        + " not given from the first to the last that occurs, for each combination of"
                                        + " the other values. Needs a dimension of time in `by`.")
                        .schema(choice(List.of("zero"))),
                one(
                                "compare",
                                "Adds to each row its figures in another period, the difference, and the difference in"
                                        + " percent, which is absent where the other figure is 0. `previous`: the"
                                        + " period of the same length immediately before. `year-before`: the same"
                                        + " period a year before. With a dimension of time in `by`, the period of each"
                                        + " row is compared; else that from `from` to `to`, and what occurs in either"
                                        + " of the two has a row.")
                        .schema(choice(QueryParameters.COMPARISON_NAMES))
                        .example(Comparison.PREVIOUS.code()),
                one(
                                "share",
                                "`true`: adds the share that each figure, of an estimate the best, has in the total, in"
                                        + " percent. Over country, nationality or group, shares add up to more than"
                                        + " 100 where incidents have several.")
                        .schema(choice(List.of("true", "false")).defaultValue("false"))
                        .example(true));
    }

    private static Parameter asOf() {
        return one(
                        "asOf",
                        "Answers with what was on record at that moment, which is not after now: a time with its offset"
                                + " from UTC, such as `2024-07-01T00:00:00Z`, or a date, such as `2024-07-01`, whose"
                                + " beginning in UTC is meant.")
                .schema(OASFactory.createSchema().anyOf(List.of(text().format("date-time"), text().format("date"))));
    }

    private static Parameter language() {
        return one(
                        DimensionsResource.LANGUAGE,
                        "The language of labels, where the header `Accept-Language` cannot be set. JSON-stat and XLSX"
                                + " have labels, CSV if this is given, JSON has codes. Periods have labels in JSON-stat"
                                + " alone; in XLSX and CSV their codes, such as `2022-10` and `2022-XX`, stand for"
                                + " themselves.")
                .schema(choice(Language.CODES));
    }

    private static Parameter format(List<Format> formats) {
        return one("format", "The representation, where the header `Accept` cannot be set.")
                .schema(choice(Format.codes(formats)));
    }

    private static Parameter list(String name, String description) {
        return one(name, description + " Several stand with commas between them.")
                .style(Parameter.Style.FORM)
                .explode(false);
    }

    private static Parameter one(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description)
                .required(false);
    }

    private static Schema choices(List<String> values) {
        return OASFactory.createSchema().addType(SchemaType.ARRAY).items(choice(values));
    }

    private static Schema choice(List<String> values) {
        Schema schema = text();
        Stream.of(values.toArray()).forEach(schema::addEnumeration);
        return schema;
    }

    private static Schema whole(int minimum, int maximum) {
        return OASFactory.createSchema()
                .addType(SchemaType.INTEGER)
                .minimum(BigDecimal.valueOf(minimum))
                .maximum(BigDecimal.valueOf(maximum));
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}
