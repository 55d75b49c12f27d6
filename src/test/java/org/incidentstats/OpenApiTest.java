package org.incidentstats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The API's description of itself: what it says can be tried works. */
@QuarkusTest
class OpenApiTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void theExampleOfEachReadingEndpointWorks() throws Exception {
        Set<String> tried = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : entries(document().get("paths"))) {
            JsonNode operation = path.getValue().get("get");
            if (operation == null || operation.has("security")) {
                continue;
            }
            assertFalse(operation.path("summary").asText().isBlank(), path.getKey());
            RequestSpecification request = given();
            for (JsonNode parameter : operation.path("parameters")) {
                JsonNode example = parameter.get("example");
                if (parameter.path("required").asBoolean()) {
                    assertTrue(example != null, path.getKey() + " " + parameter);
                }
                if (example != null && parameter.get("in").asText().equals("path")) {
                    request.pathParam(parameter.get("name").asText(), example.asText());
                } else if (example != null) {
                    List<String> values = new ArrayList<>();
                    if (example.isArray()) {
                        example.forEach(value -> values.add(value.asText()));
                    } else {
                        values.add(example.asText());
                    }
                    request.queryParam(parameter.get("name").asText(), String.join(",", values));
                }
            }
            byte[] answer =
                    request.get(path.getKey()).then().statusCode(200).extract().asByteArray();
            assertTrue(answer.length > 100, path.getKey());
            tried.add(path.getKey());
        }
        assertTrue(
                tried.containsAll(Set.of(
                        "/v1/imports/mappings",
                        "/v1/imports/mappings/{name}",
                        "/v1/statistics",
                        "/v1/events",
                        "/v1/events/{id}",
                        "/v1/dimensions",
                        "/v1/dimensions/{name}")),
                tried.toString());
    }

    @Test
    void everyParameterThatStatisticsTakeIsDescribed() throws Exception {
        String allowed = given().get("/v1/statistics?nothing=1").asString();
        Set<String> taken = new TreeSet<>();
        mapper.readTree(allowed).at("/errors/0/allowed").forEach(name -> taken.add(name.asText()));
        Set<String> described = new TreeSet<>();
        document()
                .at("/paths/~1v1~1statistics/get/parameters")
                .forEach(parameter -> described.add(parameter.get("name").asText()));
        assertEquals(taken, described);
    }

    @Test
    void whatHasLabelsIsSaid() throws Exception {
        assertTrue(parameter("/v1/statistics", "lang")
                .path("description")
                .asText()
                .contains("Periods have labels in JSON-stat alone"));
    }

    @Test
    void aMomentIsDescribedAsATimeOrADate() throws Exception {
        for (String path : List.of("/v1/statistics", "/v1/trends", "/v1/events")) {
            JsonNode moment = parameter(path, "asOf");
            assertEquals(
                    List.of("date-time", "date"), moment.at("/schema/anyOf").findValuesAsText("format"), path);
            assertTrue(moment.path("description").asText().contains("or a date, such as `2024-07-01`"), path);
        }
    }

    @Test
    void aBriefIsAWorkbookUnlessAnotherFormatIsAskedFor() throws Exception {
        given().accept("*/*")
                .get("/v1/briefs/2023-07")
                .then()
                .statusCode(200)
                .contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertTrue(parameter("/v1/briefs/{month}", "format")
                .path("description")
                .asText()
                .endsWith("the answer is the workbook (xlsx)."));
    }

    @Test
    void theLimitsOfImportsAreStated() throws Exception {
        String description =
                document().at("/paths/~1v1~1imports/post/description").asText();
        assertTrue(
                description.contains("256 MB are taken, 1000000 rows, 500 columns, 32767 characters in a cell"),
                description);
    }

    @Test
    void swaggerUiIsThere() {
        assertTrue(given().get("/q/swagger-ui/").asString().contains("Incident Statistics"));
    }

    private JsonNode parameter(String path, String name) throws Exception {
        for (JsonNode parameter : document().path("paths").path(path).at("/get/parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError(path + " describes no " + name);
    }

    private JsonNode document() throws Exception {
        return mapper.readTree(given().get("/q/openapi?format=json").asString());
    }

    private static List<Map.Entry<String, JsonNode>> entries(JsonNode object) {
        return List.copyOf(object.properties());
    }
}
