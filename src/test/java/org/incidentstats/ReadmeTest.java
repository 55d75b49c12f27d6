package org.incidentstats;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the README says to try gives the answer that it shows. */
@QuarkusTest
class ReadmeTest {

    private static final String HOST = "http://localhost:8080/";
    private static final Pattern REQUEST =
            Pattern.compile("```sh\ncurl '" + HOST + "([^']*)'\n```\n\n```(csv|json)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\((" + HOST + "[^)]*)\\)");

    @TestHTTPResource("/")
    URL host;

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void everyRequestGivesTheAnswerThatIsShown() throws Exception {
        Matcher requests = REQUEST.matcher(readme());
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
    void everyLinkLeadsSomewhere() throws Exception {
        Matcher links = LINK.matcher(readme());
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

    private static String readme() throws Exception {
        return Files.readString(Path.of("README.md"));
    }
}
