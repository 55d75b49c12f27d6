package org.incidentstats;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.incidentstats.local.LocalIssuer;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What README and the pages in docs say to try gives the answer that they show. */
@QuarkusTest
class DocumentationTest {

    private static final String HOST = "http://localhost:8080/";
    private static final Pattern REQUEST =
            Pattern.compile("```sh\ncurl '" + HOST + "([^']*)'\n```\n\n```(csv|json)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\((" + HOST + "[^)]*)\\)");

    private static final Pattern FILE = Pattern.compile("\\]\\((?!http|#)([^)#]+)");

    private static final Pattern IMPORT = Pattern.compile(
            "```csv\n(id;.*?)```.*?```sh\ncurl -H \"Authorization: Bearer \\$TOKEN\" -H 'Content-Type: ([^']*)'"
                    + " --data-binary @\\S+ '" + HOST + "([^']*)'\n```",
            Pattern.DOTALL);

    private static final Pattern CALL =
            Pattern.compile("```sh\ncurl (-X POST )?(-H \"Authorization: Bearer \\$TOKEN\" )?"
                    + "(?:-H 'Content-Type: application/json' -d '([^']*)' )?'" + HOST
                    + "((?:v1/(?:briefs|subscriptions)|local/rebuild)[^']*)'\n```");

    @Inject
    LocalIssuer issuer;

    @TestHTTPResource("/")
    URL host;

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void everyRequestGivesTheAnswerThatIsShown() throws Exception {
        Matcher requests = REQUEST.matcher(pages());
        int count = 0;
        while (requests.find()) {
            String answer = given().urlEncodingEnabled(false)
                    .get("/" + requests.group(1))
                    .asString()
                    .replace(host.toString(), HOST);
            if (requests.group(2).equals("csv")) {
                assertEquals(requests.group(3), answer.replace("\r\n", "\n"), requests.group(1));
            } else {
                JsonNode shown = mapper.readTree(requests.group(3));
                JsonNode given = mapper.readTree(answer);
                leaveOut(shown, given);
                assertEquals(shown, given, requests.group(1));
            }
            count++;
        }
        assertEquals(8, count);
    }

    @Test
    void theFileThatIsShownCanBeImported() throws Exception {
        Matcher example = IMPORT.matcher(pages());
        assertTrue(example.find());
        String token = issuer.token("editor@example.org", Set.of("editor"), Duration.ofHours(1));
        String job = given().auth()
                .oauth2(token)
                .contentType(example.group(2))
                .body(example.group(1))
                .urlEncodingEnabled(false)
                .post("/" + example.group(3))
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        JsonPath answer;
        do {
            answer = given().auth().oauth2(token).get(job).jsonPath();
        } while (answer.getString("finishedAt") == null && System.nanoTime() < deadline);
        assertEquals(1, answer.getInt("counts.accepted"), answer::prettify);
        given().get("/v1/events/example-1").then().statusCode(404);
    }

    @Test
    void everyOtherRequestIsAccepted() throws Exception {
        String token = issuer.token("editor@example.org", Set.of("editor"), Duration.ofHours(1));
        Matcher requests = CALL.matcher(pages());
        int count = 0;
        while (requests.find()) {
            RequestSpecification request = given().urlEncodingEnabled(false);
            if (requests.group(2) != null) {
                request.auth().oauth2(token);
            }
            String body = requests.group(3);
            if (body != null) {
                request.contentType("application/json").body(body);
            }
            String method = requests.group(1) != null || body != null ? "POST" : "GET";
            int status = request.request(method, "/" + requests.group(4)).statusCode();
            assertTrue(status >= 200 && status < 300, requests.group(4) + " answers " + status);
            count++;
        }
        assertEquals(4, count);
    }

    @Test
    void everyLinkLeadsSomewhere() throws Exception {
        Matcher links = LINK.matcher(pages());
        int count = 0;
        while (links.find()) {
            given().get("/" + links.group(1).substring(HOST.length())).then().statusCode(200);
            count++;
        }
        assertTrue(count >= 2);
    }

    /** A value shown as an ellipsis is another one each time. */
    private static void leaveOut(JsonNode shown, JsonNode given) {
        shown.fieldNames().forEachRemaining(name -> {
            JsonNode value = shown.get(name);
            if (value.asText().equals("…") && given.has(name)) {
                ((ObjectNode) given).put(name, "…");
            } else if (value.isObject() && given.has(name)) {
                leaveOut(value, given.get(name));
            }
        });
    }

    @Test
    void everyFileThatIsNamedIsThere() throws Exception {
        Set<Path> missing = new TreeSet<>();
        for (Path page : all()) {
            Matcher files = FILE.matcher(Files.readString(page));
            while (files.find()) {
                Path named = page.resolveSibling(files.group(1)).normalize();
                if (!Files.exists(named)) {
                    missing.add(named);
                }
            }
        }
        assertEquals(Set.of(), missing);
    }

    private static String pages() throws Exception {
        StringBuilder text = new StringBuilder();
        for (Path page : all()) {
            text.append(Files.readString(page)).append('\n');
        }
        return text.toString();
    }

    private static List<Path> all() throws Exception {
        try (Stream<Path> pages = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")),
                            pages.filter(page -> page.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        }
    }
}
