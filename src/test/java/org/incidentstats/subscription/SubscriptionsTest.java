package org.incidentstats.subscription;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;

import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.incidentstats.brief.BriefSettings;
import org.incidentstats.event.Event;
import org.incidentstats.event.Examples;
import org.incidentstats.event.store.Change;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.local.LocalIssuer;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.store.Door;
import org.incidentstats.store.Doors;
import org.incidentstats.subscription.Deployment.Process;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.incidentstats.event.Examples.dated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** From asking for the brief to reading it and ending it, as a reader meets it. */
@QuarkusTest
@TestProfile(MailThroughSes.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SubscriptionsTest {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/subscriptions/confirm\\?token=\\S+");

    @Inject
    SesForTests mail;

    @Inject
    Subscriptions subscriptions;

    @Inject
    LocalIssuer issuer;

    @Inject
    Door database;

    @Inject
    MailMessages messages;

    @Inject
    MailSettings settings;

    @Inject
    BriefSettings briefSettings;

    @Inject
    Secrets secrets;

    @Inject
    Codebook codebook;

    @Inject
    EventStore events;

    @BeforeEach
    void forget() {
        mail.server().forget();
    }

    @Test
    void aSubscriptionBeginsWithTheButtonAndNotWithTheLink() throws Exception {
        String address = "reader@example.org";
        ask("{\"address\":\"%s\",\"language\":\"en\",\"scope\":{\"country\":[\"TJK\"]}}".formatted(address));
        MimeMessage message = mail.server().mailbox(address).get(0);
        assertEquals("Please confirm: monthly brief", message.getSubject());
        String text = alternative(message, "text/plain");
        assertTrue(text.contains("Only Countries: Tajikistan"), text);
        Matcher link = LINK.matcher(text);
        assertTrue(link.find(), text);
        String confirm = path(link.group());
        String id = subscriptions.id(MailAddress.parse(address));

        // A scanner opens it as often as it likes
        given().get(confirm).then().statusCode(200).body(containsString("<button"));
        given().head(confirm);
        assertTrue(subscriptions.find(id).isEmpty());
        given().urlEncodingEnabled(false).post(confirm).then().statusCode(200).body(containsString("Done."));
        assertEquals(
                "{country=[TJK]}",
                subscriptions.find(id).orElseThrow().scope().values().toString());

        String end = path(header(message, "List-Unsubscribe").replaceAll("[<>]", ""));
        given().get(end).then().statusCode(200).body(containsString("<button"));
        assertTrue(subscriptions.find(id).isPresent());
        oneClick(end).then().statusCode(200);
        assertTrue(subscriptions.find(id).isEmpty());
        oneClick(end).then().statusCode(200);
    }

    @Test
    void theAnswerIsTheSameWhetherTheAddressIsKnownOrNot() {
        String known = "known@example.org";
        subscriptions.confirm(new Subscriptions.Request(
                known,
                org.incidentstats.brief.content.Scope.EVERYTHING,
                org.incidentstats.vocabulary.Language.EN,
                Instant.MAX));
        String alone = "alone@example.org";
        subscriptions.leaveAlone(subscriptions.id(MailAddress.parse(alone)));
        Response unknown = ask("{\"address\":\"unknown@example.org\"}");
        for (String address : List.of(known, alone)) {
            Response answer = ask("{\"address\":\"%s\"}".formatted(address));
            assertEquals(unknown.statusCode(), answer.statusCode());
            assertEquals(unknown.asString(), answer.asString());
        }
        assertEquals(
                Set.of("unknown@example.org", known),
                Set.copyOf(
                        mail.server().taken().stream().map(SesServer.Taken::to).toList()));
    }

    @Test
    void oneAddressGetsThreeConfirmationsADay() {
        for (int i = 0; i < 5; i++) {
            ask("{\"address\":\"often@example.org\"}").then().statusCode(202);
        }
        assertEquals(3, mail.server().taken().size());
    }

    /** The last one: from then on this client is refused. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aClientThatAsksTooOftenIsToldToWait() {
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            Response answer = given().contentType("application/json")
                    .body("{\"address\":\"many-%d@example.org\"}".formatted(i))
                    .post("/v1/subscriptions");
            if (answer.statusCode() == 429) {
                assertEquals("3600", answer.header("Retry-After"));
                refused++;
            }
        }
        assertTrue(refused >= 10, "refused: " + refused);
    }

    @Test
    void aLinkThatWasChangedOrIsOldDoesNothing() {
        String token = subscriptions.confirmation(
                MailAddress.parse("reader@example.org"),
                org.incidentstats.brief.content.Scope.EVERYTHING,
                org.incidentstats.vocabulary.Language.EN);
        String changed = token.substring(0, 20) + (token.charAt(20) == 'A' ? 'B' : 'A') + token.substring(21);
        given().post("/subscriptions/confirm?token=" + changed).then().statusCode(410);
        given().post("/subscriptions/confirm").then().statusCode(410);
        try (Deployment old = deployment(Instant.now().minus(Duration.ofDays(3)))) {
            String expired = old.process()
                    .subscriptions()
                    .confirmation(
                            MailAddress.parse("reader@example.org"),
                            org.incidentstats.brief.content.Scope.EVERYTHING,
                            org.incidentstats.vocabulary.Language.EN);
            given().post("/subscriptions/confirm?token=" + expired).then().statusCode(410);
        }
        String id = subscriptions.id(MailAddress.parse("reader@example.org"));
        given().post("/subscriptions/end?token=" + id + ".wrong").then().statusCode(404);
        assertEquals(Optional.empty(), subscriptions.find(id));
    }

    @Test
    void whatIsNoSubscriptionIsRefusedWithoutSayingTheAddressAgain() {
        given().contentType("application/json")
                .body(
                        "{\"address\":\"no address\\r\\nBcc: x@example.org\",\"language\":\"de\",\"scope\":{\"country\":[\"XX\"],\"city\":1},\"more\":1}")
                .post("/v1/subscriptions")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "errors.pointer",
                        equalTo(List.of("/more", "/address", "/language", "/scope/city", "/scope/country")))
                .body("errors[2].allowed", equalTo(List.of("en", "ru")));
        String answer = given().contentType("application/json")
                .body("{\"address\":\"nearly@\"}")
                .post("/v1/subscriptions")
                .asString();
        assertFalse(answer.contains("nearly"), answer);
    }

    @Test
    void theBriefThatIsDeliveredSaysWhatTheApiSaysOfItsMoment() throws Exception {
        YearMonth month = YearMonth.now(ZoneOffset.UTC);
        Event arrest = Examples.arrest(12);
        events.record(List.of(new Change.Creation("this-month", dated(arrest, month.toString()))), "editor");
        Instant due = month.plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plusSeconds(7 * 3600);
        try (Deployment deployment = deployment(due.minus(Duration.ofDays(5)))) {
            Process process = deployment.process();
            String address = "desk@example.org";
            String id = deployment.subscribe(
                    process,
                    address,
                    org.incidentstats.brief.content.Scope.EVERYTHING,
                    org.incidentstats.vocabulary.Language.EN);
            deployment.clock.pass(Duration.ofDays(5));
            process.run().run(() -> true);
            events.record(List.of(new Change.Creation("later", dated(arrest, month.toString()))), "editor");

            MimeMessage message = mail.server().mailbox(address).get(0);
            assertEquals("List-Unsubscribe=One-Click", header(message, "List-Unsubscribe-Post"));
            assertEquals(
                    "<https://stats.example.org/subscriptions/end?token=" + subscriptions.ending(id) + ">",
                    header(message, "List-Unsubscribe"));
            assertEquals("auto-generated", header(message, "Auto-Submitted"));
            assertTrue(message.getSubject().endsWith(String.valueOf(month.getYear())), message.getSubject());

            XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(attachment(message)));
            URI link = URI.create(cell(workbook, "CountriesLink").getHyperlink().getAddress());
            JsonPath api = given().urlEncodingEnabled(false)
                    .get(link.getRawPath() + "?" + link.getRawQuery())
                    .jsonPath();
            assertTrue(link.getRawQuery().contains("asOf="), link::toString);
            long incidents = (long) cell(workbook, "IncidentsValue").getNumericCellValue();
            assertEquals(api.getLong("total.events"), incidents);
            assertEquals(1, incidents);
            assertEquals(api.getLong("total.arrested.best"), (long)
                    cell(workbook, "ArrestedValue").getNumericCellValue());
            assertEquals(12, api.getLong("total.arrested.best"));

            String html = alternative(message, "text/html");
            String text = alternative(message, "text/plain");
            for (String body : List.of(html, text)) {
                assertTrue(body.contains("People arrested"), body);
                assertTrue(body.contains("Germany"), body);
                assertTrue(body.contains("https://stats.example.org/subscriptions/end?token="), body);
            }
            assertFalse(html.contains("<img"), "nothing to load from elsewhere");
            assertFalse(Pattern.compile("(src|url)\\s*[=(]").matcher(html).find(), "nothing to load from elsewhere");
        }
    }

    @Test
    void anEditorSendsTheBriefToHimself() throws Exception {
        String deliveries = "/v1/briefs/2023-07/deliveries";
        given().post(deliveries).then().statusCode(401);
        given().auth()
                .oauth2(issuer.token("editor@example.org", Set.of("editor"), Duration.ofHours(1)))
                .post(deliveries + "?lang=ru")
                .then()
                .statusCode(200)
                .body("messageId", equalTo("message-0"));
        MimeMessage message = mail.server().mailbox("editor@example.org").get(0);
        assertTrue(message.getSubject().contains("июль 2023"), message.getSubject());
        assertTrue(alternative(message, "text/html").contains("Пробное письмо"));
        assertEquals(null, message.getHeader("List-Unsubscribe"));
        given().auth()
                .oauth2(issuer.token("nobody", Set.of("editor"), Duration.ofHours(1)))
                .post(deliveries)
                .then()
                .statusCode(400)
                .body("errors[0].detail", containsString("claim email"));
        given().auth()
                .oauth2(issuer.token("editor@example.org", Set.of("editor"), Duration.ofHours(1)))
                .get(deliveries)
                .then()
                .statusCode(200)
                .body("states.unknown", equalTo(0))
                .body("attention.size()", equalTo(0));
    }

    private Deployment deployment(Instant now) {
        return new Deployment(
                database, Doors.fresh(), mail.server(), messages, settings, briefSettings, secrets, codebook, now);
    }

    private static Response ask(String body) {
        return given().contentType("application/json").body(body).post("/v1/subscriptions");
    }

    private static Response oneClick(String path) {
        return given().urlEncodingEnabled(false)
                .contentType("application/x-www-form-urlencoded")
                .body("List-Unsubscribe=One-Click")
                .post(path);
    }

    private static String path(String link) {
        URI uri = URI.create(link);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static String header(MimeMessage message, String name) throws Exception {
        return jakarta.mail.internet.MimeUtility.unfold(message.getHeader(name)[0]);
    }

    private static org.apache.poi.xssf.usermodel.XSSFCell cell(XSSFWorkbook workbook, String name) {
        CellReference place = new CellReference(workbook.getName(name).getRefersToFormula());
        return workbook.getSheet(place.getSheetName()).getRow(place.getRow()).getCell(place.getCol());
    }

    private static byte[] attachment(MimeMessage message) throws Exception {
        Multipart mixed = (Multipart) message.getContent();
        assertTrue(mixed.getContentType().startsWith("multipart/mixed"), mixed.getContentType());
        BodyPart file = mixed.getBodyPart(1);
        assertTrue(file.getFileName().matches("incident-statistics-\\d{4}-\\d{2}\\.xlsx"), file.getFileName());
        try (InputStream in = file.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static String alternative(MimeMessage message, String type) throws Exception {
        Multipart parts = (Multipart) message.getContent();
        if (parts.getContentType().startsWith("multipart/mixed")) {
            parts = (Multipart) parts.getBodyPart(0).getContent();
        }
        assertTrue(parts.getContentType().startsWith("multipart/alternative"), parts.getContentType());
        for (int index = 0; index < parts.getCount(); index++) {
            if (parts.getBodyPart(index).getContentType().startsWith(type)) {
                return parts.getBodyPart(index).getContent().toString();
            }
        }
        throw new AssertionError("no " + type);
    }
}
