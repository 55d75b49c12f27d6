package org.incidentstats.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.http.HeaderElement;
import org.apache.http.NameValuePair;
import org.apache.http.message.BasicHeaderValueParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which representation a client is given by its header {@code Accept}. */
@QuarkusTest
class NegotiationTest {

    private static final int HEADERS = 400;

    private static final List<String> OFFERED =
            List.of("application/json", "text/csv", "application/json-stat+json", Format.XLSX_TYPE);

    private static final List<String> RANGES = Stream.concat(
                    OFFERED.stream(),
                    Stream.of("*/*", "text/*", "application/*", "image/*", "text/html", "TEXT/CSV", "Application/JSON"))
            .toList();

    private static final List<String> PARAMETERS =
            List.of("", "", "", "", ";charset=utf-8", " ; charset=\"UTF-8\"", ";x=\"a,b\"", ";x=\";q=0\"", ";level=1");

    private static final List<String> WEIGHTS =
            List.of("", "", "", ";q=1", ";q=0", ";q=0.5", " ;q=0.5", "; q=0.25", ";Q=0.125", ";q=0.001", ";q=1.000");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/statistics",
                "/v1/trends?by=country",
                "/v1/events",
                "/v1/events/kerman-bombing",
                "/v1/dimensions",
                "/v1/changes",
                "/v1/briefs",
                "/v1/briefs/2023-07"
            })
    void anEmptyHeaderSaysNothing(String address) {
        for (String empty : List.of("", " ", ",", " , ,")) {
            given().header("Accept", empty).get(address).then().statusCode(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* ; q=0.7|application/json",
                ",,text/csv|text/csv",
                "'text/html;x=\"a,b\", text/csv'|text/csv",
                "application/*;q=0.1, text/csv;q=0.5, application/json;q=0|text/csv",
                "text/*;q=0.1, */*;q=0.5|application/json",
                "text/html, image/gif, *; q=.2, */*; q=.2|application/json",
                "text/csv;charset=UTF-8|text/csv"
            })
    void theMostSpecificRangeDecides(String accept, String type) {
        assertEquals(type, typeOf(accept), accept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*;q=0", "foo", "image/png", "text/csv;q=0, text/*", "text/csv;header=absent"})
    void whatIsNotHereIsRefused(String accept) {
        assertEquals("406", typeOf(accept), accept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/dimensions", "/v1/changes", "/v1/events/kerman-bombing"})
    void anAddressWithOneRepresentationRefusesTheSame(String address) {
        given().header("Accept", "application/json;q=0").get(address).then().statusCode(406);
        given().header("Accept", "*/*, application/json;q=0")
                .get(address)
                .then()
                .statusCode(406);
        given().header("Accept", "application/*;q=0.001").get(address).then().statusCode(200);
    }

    /** Apache HttpCore reads the header, and what RFC 9110, 12.5.1, says of it stands below. */
    @Test
    void decidesAsAnotherReaderOfTheHeaderDoes() {
        Random random = new Random(9110);
        int refused = 0;
        for (int i = 0; i < HEADERS; i++) {
            String accept = header(random);
            Set<String> right = right(accept);
            String given = typeOf(accept);
            assertTrue(right.contains(given), () -> "[%s] %s, not one of %s".formatted(accept, given, right));
            refused += given.equals("406") ? 1 : 0;
        }
        assertTrue(refused > HEADERS / 100 && refused < HEADERS / 2, refused + " refused");
    }

    private static String header(Random random) {
        Map<String, String> ranges = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String range = RANGES.get(random.nextInt(RANGES.size()));
            ranges.putIfAbsent(
                    range.toLowerCase(Locale.ROOT),
                    range
                            + PARAMETERS.get(random.nextInt(PARAMETERS.size()))
                            + WEIGHTS.get(random.nextInt(WEIGHTS.size())));
        }
        List<String> elements = new ArrayList<>(ranges.values());
        for (int i = random.nextInt(3); i > 0; i--) {
            elements.add(random.nextInt(elements.size() + 1), random.nextBoolean() ? "" : " ");
        }
        return String.join(random.nextBoolean() ? "," : " , ", elements);
    }

    /** Those of the greatest weight, or else 406. */
    private static Set<String> right(String accept) {
        HeaderElement[] ranges = BasicHeaderValueParser.parseElements(accept, null);
        Map<String, Double> weights =
                OFFERED.stream().collect(Collectors.toMap(type -> type, type -> weight(type, ranges)));
        double most =
                weights.values().stream().mapToDouble(weight -> weight).max().orElseThrow();
        return most == 0
                ? Set.of("406")
                : weights.entrySet().stream()
                        .filter(weight -> weight.getValue() == most)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
    }

    private static double weight(String type, HeaderElement... ranges) {
        int exactness = -1;
        double weight = 0;
        for (HeaderElement range : ranges) {
            int exact = List.of("*/*", type.replaceAll("/.*", "/*"), type)
                    .indexOf(range.getName().toLowerCase(Locale.ROOT));
            if (exact > exactness && Stream.of(range.getParameters()).allMatch(NegotiationTest::isOfAll)) {
                NameValuePair q = range.getParameterByName("q");
                exactness = exact;
                weight = q == null ? 1 : Double.parseDouble(q.getValue());
            }
        }
        return weight;
    }

    private static boolean isOfAll(NameValuePair parameter) {
        return parameter.getName().equalsIgnoreCase("q")
                || parameter.getName().equalsIgnoreCase("charset")
                        && parameter.getValue().equalsIgnoreCase("utf-8");
    }

    private static String typeOf(String accept) {
        Response answer = given().header("Accept", accept).get("/v1/statistics");
        return answer.statusCode() == 200
                ? answer.contentType().replaceAll(";.*", "")
                : String.valueOf(answer.statusCode());
    }
}
