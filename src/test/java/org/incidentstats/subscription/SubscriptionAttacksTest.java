package org.incidentstats.subscription;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;

import org.incidentstats.brief.content.Scope;
import org.incidentstats.local.LocalIssuer;
import org.incidentstats.vocabulary.Language;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What somebody tries who wants to send mail through us, learn who reads, or keep the service busy. */
@QuarkusTest
@TestProfile(SubscriptionAttacksTest.BehindAProxy.class)
class SubscriptionAttacksTest {

    private static final Pattern CONFIRM = Pattern.compile("/subscriptions/confirm\\?token=\\S+");
    private static final Pattern ALLOWED = Pattern.compile("\"allowed\":");
    private static final int TENS_OF_KILOBYTES = 40_000;
    private static final Duration BEAT = Duration.ofMillis(100);

    @Inject
    SesForTests mail;

    @Inject
    Subscriptions subscriptions;

    @Inject
    LocalIssuer issuer;

    /** Each test is a client of its own. */
    private static int clients;

    private String client;

    /** The application behind something that says who calls. */
    public static final class BehindAProxy implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SesForTests.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "incidentstats.client-address-header",
                    "X-Client",
                    "incidentstats.mail.answer-after",
                    BEAT.toString());
        }
    }

    @BeforeEach
    void another() {
        mail.server().forget();
        clients++;
        client = "192.0.2." + clients;
    }

    @Test
    void aListOfUnknownCodesIsAnsweredInAFewKilobytes() {
        for (int codes : new int[] {50, 51, 900}) {
            Response answer = ask("{\"address\":\"x@example.org\",\"scope\":{\"country\":[\"DEU\"%s]}}"
                    .formatted(",\"X\"".repeat(codes - 1)));
            answer.then().statusCode(400).contentType("application/problem+json");
            assertSmall(answer);
        }
        ask("{\"address\":\"x@example.org\",\"scope\":{\"country\":[\"X\",\"X,X,X\"]}}")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/scope/country", "/scope/country")));
    }

    @Test
    void aBodyLargerThanAnybodyNeedsIsNotRead() {
        String body = "{\"address\":\"x@example.org\",\"scope\":{\"country\":[\"DEU\"%s]}}";
        for (int codes : new int[] {2_000, 200_000}) {
            Response answer = ask(body.formatted(",\"X\"".repeat(codes)));
            answer.then().statusCode(400).body("detail", containsString("more than 4,000 bytes"));
            assertSmall(answer);
        }
    }

    @Test
    void whoAsksTooOftenIsRefusedBeforeAnythingIsRead() {
        for (int i = 0; i < 20; i++) {
            ask("no JSON").then().statusCode(400);
        }
        ask("no JSON").then().statusCode(429);
    }

    @Test
    void anEventFullOfFaultsIsAnsweredWithTheFirstAndTheNumberOfTheRest() {
        String nationalities = String.join(",", Collections.nCopies(100, "\"Q\""));
        String targets = String.join(
                ",",
                Collections.nCopies(100, "{\"type\":\"civilians\",\"nationalities\":[%s]}".formatted(nationalities)));
        Response answer = editor().body("{\"targets\":[%s]}".formatted(targets)).post("/v1/events");
        answer.then().statusCode(400);
        assertSmall(answer);
        assertEquals(20, answer.jsonPath().getList("errors").size());
        assertTrue(answer.jsonPath().getInt("further") > 9_900, answer.asString());
        assertTrue(answer.jsonPath().getString("detail").contains(" more"), answer.asString());
        String name = "n".repeat(40_000);
        assertSmall(editor().body("{\"%s\":\"%s\"}".formatted(name, name)).post("/v1/events"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"TJK\"", "5", "true", "[\"TJK\"]", "[]"})
    void aScopeThatIsNoObjectIsNotDropped(String scope) {
        ask("{\"address\":\"scope@example.org\",\"scope\":%s}".formatted(scope))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/scope"))
                .body("errors[0].allowed", hasItem("country"));
        assertEquals(0, mail.server().taken().size());
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /v1/briefs/2023-07/deliveries, '{\"lang\":\"ru\"}'",
        "POST,   /v1/briefs/2023-07,            '{\"country\":\"TJK\"}'",
        "POST,   /v1/imports/uploads,           '{\"file\":\"x\"}'",
        "DELETE, /v1/events/kerman-bombing,     '{\"reason\":\"mistake\"}'"
    })
    void aBodyWhereNoneIsTakenIsNotDropped(String method, String path, String body) {
        editor().body(body)
                .request(method, path)
                .then()
                .statusCode(400)
                .body("detail", containsString("no body is taken here"));
        assertEquals(0, mail.server().taken().size());
    }

    @Test
    void anOutcomeWithMoreInItIsNotDropped() {
        editor().body("{\"outcome\":\"sent\",\"note\":\"I asked her\"}")
                .post("/v1/briefs/2023-07/deliveries/somebody")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/note"));
    }

    @Test
    void theLinkInAMailLeadsToTheServiceWhateverTheRequestSaysInHost() throws Exception {
        asClient()
                .header("Host", "evil.example")
                .body("{\"address\":\"host@example.org\"}")
                .post("/v1/subscriptions")
                .then()
                .statusCode(202);
        String text = text("host@example.org");
        assertTrue(CONFIRM.matcher(text).find(), text);
        assertFalse(text.contains("evil"), text);
        assertTrue(text.contains("http://localhost:"), text);
    }

    @Test
    void aLinkBeginsNothingAfterTheSubscriptionWasEnded() throws Exception {
        ask("{\"address\":\"ended@example.org\"}");
        String confirm = confirm("ended@example.org");
        String id = subscriptions.id(MailAddress.parse("ended@example.org"));
        press(confirm).then().statusCode(200);
        given().post("/subscriptions/end?token=" + subscriptions.ending(id))
                .then()
                .statusCode(200);
        press(confirm).then().statusCode(410);
        given().urlEncodingEnabled(false).get(confirm).then().statusCode(410);
        assertTrue(subscriptions.find(id).isEmpty());
        // Who asks again begins again
        mail.server().forget();
        ask("{\"address\":\"ended@example.org\"}");
        press(confirm("ended@example.org")).then().statusCode(200);
        assertTrue(subscriptions.find(id).isPresent());
    }

    @Test
    void aLinkBeginsNothingAfterAComplaintOrABounce() throws Exception {
        ask("{\"address\":\"complained@example.org\"}");
        String confirm = confirm("complained@example.org");
        String id = subscriptions.id(MailAddress.parse("complained@example.org"));
        subscriptions.leaveAlone(id);
        press(confirm).then().statusCode(410);
        assertTrue(subscriptions.find(id).isEmpty());
    }

    @Test
    void plusAddressesOfOneMailboxShareItsLimit() {
        for (int i = 0; i < 8; i++) {
            ask("{\"address\":\"plus+%d@example.org\"}".formatted(i)).then().statusCode(202);
        }
        assertEquals(3, mail.server().taken().size());
        int refused = 0;
        for (int i = 0; i < 12; i++) {
            refused += given().auth()
                                    .oauth2(issuer.token(
                                            "tester+%d@example.org".formatted(i),
                                            Set.of("editor"),
                                            Duration.ofHours(1)))
                                    .post("/v1/briefs/2023-07/deliveries")
                                    .statusCode()
                            == 429
                    ? 1
                    : 0;
        }
        assertEquals(2, refused);
    }

    @Test
    void neitherTextNorTimeTellsWhatIsKnownOfAnAddress() {
        subscriptions.leaveAlone(subscriptions.id(MailAddress.parse("bounced@example.org")));
        subscriptions.confirm(
                new Subscriptions.Request("known@example.org", Scope.EVERYTHING, Language.EN, java.time.Instant.MAX));
        for (int i = 0; i < 3; i++) {
            ask("{\"address\":\"exhausted@example.org\"}");
        }
        Set<String> answers = new java.util.HashSet<>();
        for (String address : List.of("new", "bounced", "known", "exhausted")) {
            Response answer = ask("{\"address\":\"%s@example.org\"}".formatted(address));
            answers.add(answer.statusCode() + answer.asString());
            assertTrue(answer.time() >= BEAT.toMillis(), address + " was answered in " + answer.time() + " ms");
        }
        assertEquals(1, answers.size(), answers::toString);
    }

    @Test
    void oneNetworkOfManyAddressesIsOneClient() {
        int taken = 0;
        for (int i = 0; i < 30; i++) {
            client = "2001:db8:0:%x:%x::1".formatted(7, i);
            taken += ask("{\"address\":\"net-%d@example.org\"}".formatted(i)).statusCode() == 202 ? 1 : 0;
        }
        assertEquals(20, taken);
        client = "2001:db8:0:8::1";
        ask("{\"address\":\"another-net@example.org\"}").then().statusCode(202);
    }

    private RequestSpecification asClient() {
        return given().header("X-Client", client).contentType("application/json");
    }

    private Response ask(String body) {
        return asClient().body(body).post("/v1/subscriptions");
    }

    private RequestSpecification editor() {
        return given().auth()
                .oauth2(issuer.token("editor@example.org", Set.of("editor"), Duration.ofHours(1)))
                .contentType("application/json");
    }

    private static Response press(String confirm) {
        return given().urlEncodingEnabled(false).post(confirm);
    }

    private String confirm(String address) throws Exception {
        Matcher link = CONFIRM.matcher(text(address));
        assertTrue(link.find());
        return link.group();
    }

    private String text(String address) throws Exception {
        List<MimeMessage> messages = mail.server().mailbox(address);
        Multipart alternatives = (Multipart) messages.get(messages.size() - 1).getContent();
        return alternatives.getBodyPart(0).getContent().toString();
    }

    private static void assertSmall(Response answer) {
        String text = answer.asString();
        assertEquals(400, answer.statusCode());
        assertTrue(text.length() < TENS_OF_KILOBYTES, () -> text.length() + " characters");
        assertTrue(ALLOWED.matcher(text).results().count() <= 8, text);
    }
}
