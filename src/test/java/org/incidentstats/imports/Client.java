package org.incidentstats.imports;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An editor who sends files. */
final class Client {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Without the charset that REST Assured would add to every media type. */
    private static final RestAssuredConfig AS_IT_IS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private Client() {}

    /** Sends a file, and waits for the end of its import. */
    static JsonPath imported(byte[] file, String query) {
        String location = send(file, query).statusCode(202).extract().header("Location");
        return finished(location.substring(location.indexOf("/v1/")));
    }

    static JsonPath imported(String file, String query) {
        return imported(file.getBytes(StandardCharsets.UTF_8), query);
    }

    static ValidatableResponse send(byte[] file, String query) {
        return given().config(AS_IT_IS)
                .contentType("application/octet-stream")
                .body(file)
                .post("/v1/imports" + (query.isEmpty() ? "" : "?" + query))
                .then();
    }

    static JsonPath finished(String job) {
        Instant deadline = Instant.now().plus(PATIENCE);
        JsonPath answer = get(job);
        while (answer.getString("finishedAt") == null) {
            assertTrue(Instant.now().isBefore(deadline), answer.prettify());
            LockSupport.parkNanos(2_000_000);
            answer = get(job);
        }
        return answer;
    }

    private static JsonPath get(String path) {
        return given().get(path).then().statusCode(200).extract().jsonPath();
    }

    static JsonNode event(String id) throws Exception {
        return JSON.readTree(
                given().get("/v1/events/" + id).then().statusCode(200).extract().asString());
    }

    static String refused(JsonPath job) {
        return given().get(job.getString("links.refused"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    static byte[] resource(String name) throws Exception {
        try (var stream = Client.class.getResourceAsStream("/imports/" + name)) {
            return stream.readAllBytes();
        }
    }
}
