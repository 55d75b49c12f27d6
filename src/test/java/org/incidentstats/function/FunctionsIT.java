package org.incidentstats.function;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.incidentstats.function.LambdaEvents.Request;
import org.incidentstats.function.LambdaEvents.Response;
import org.incidentstats.function.RuntimeApi.Answer;
import org.incidentstats.local.Samples;
import org.incidentstats.store.Condition;
import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;
import org.incidentstats.store.dynamodb.DynamoDbLocal;
import org.incidentstats.subscription.SesServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.jwt.build.Jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Every function from {@code function.zip}, in processes of their own under AWS's runtime interface client, on the JDK
 * that runs this and on the newest one of Lambda where it stands beside it.
 */
class FunctionsIT {

    private static final int NEWEST = 25;
    private static final String API = "org.incidentstats.function.HttpFunction::handleRequest";
    private static final String ISSUER = "https://issuer.example.org";
    private static final Pattern LINK =
            Pattern.compile("https://stats.example.org(/subscriptions/confirm\\?token=\\S+)");
    private static final String UPLOAD =
            """
            id,date,title,type,countries,outcome,evidence,killed_best,sources
            example-1,2024-05-01,Example one,armed-assault,TJK,completed,attributed,1,Example Gazette
            example-2,2024-05-02,Example two,armed-assault,TJK,completed,attributed,many,Example Gazette
            example-3,2024-05-03,Example three,armed-assault,UZB,completed,attributed,2,Example Gazette
            """;

    private static Path folder;

    @BeforeAll
    static void unpack() {
        folder = LambdaProcess.unpacked(Path.of(System.getProperty("output.folder"), "function.zip"));
    }

    @AfterAll
    static void delete() throws Exception {
        LambdaProcess.delete(folder);
    }

    static Stream<Path> javaHomes() {
        return LambdaProcess.javaHomes(NEWEST).stream();
    }

    /** Everything that the functions of one deployment share. */
    private static final class Deployment implements AutoCloseable {

        final DynamoDbLocal database = DynamoDbLocal.start();
        final Door door = database.door();
        final SesServer ses = new SesServer();
        final S3Server s3 = new S3Server();
        private final KeyPair keys;
        private final LambdaProcess.Start start;
        private final Map<String, LambdaProcess> processes = new HashMap<>();

        Deployment(Path javaHome) throws Exception {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
            start = new LambdaProcess.Start(
                    javaHome,
                    folder,
                    API,
                    Map.ofEntries(
                            Map.entry(
                                    "AWS_ENDPOINT_URL_DYNAMODB",
                                    database.address().toString()),
                            Map.entry("AWS_ENDPOINT_URL_S3", s3.address()),
                            Map.entry("AWS_ENDPOINT_URL_SESV2", ses.address().toString()),
                            Map.entry("INCIDENTSTATS_PUBLIC_URL", "https://stats.example.org"),
                            Map.entry("INCIDENTSTATS_IMPORTS_BUCKET", "uploads"),
                            Map.entry(
                                    "INCIDENTSTATS_MAIL_KEY",
                                    Base64.getEncoder().encodeToString(new byte[32])),
                            Map.entry("MP_JWT_VERIFY_ISSUER", ISSUER),
                            Map.entry(
                                    "MP_JWT_VERIFY_PUBLICKEY",
                                    Base64.getEncoder()
                                            .encodeToString(keys.getPublic().getEncoded()))),
                    Duration.ofMinutes(15));
        }

        /** The process of a function, which lives as long as this. */
        LambdaProcess function(String handler) {
            return processes.computeIfAbsent(handler, any -> start.of(handler).started());
        }

        LambdaProcess function(Class<?> entry) {
            return function(entry.getName() + "::handle");
        }

        Response api(Request request) {
            Answer answer = function(API).invoke(request.event());
            assertFalse(answer.error(), () -> new String(answer.body(), StandardCharsets.UTF_8));
            return Response.of(answer.body());
        }

        String token() {
            return "Bearer "
                    + Jwt.issuer(ISSUER)
                            .subject("editor@example.org")
                            .upn("editor@example.org")
                            .groups(Set.of("editor"))
                            .expiresIn(Duration.ofMinutes(10))
                            .sign(keys.getPrivate());
        }

        /** What the functions have written so far. */
        List<String> logs() {
            return processes.values().stream().map(LambdaProcess::log).toList();
        }

        /** Tells the function that listens what SES reports about a message. */
        void report(String detail) {
            Answer answer = function(MailReportFunction.class)
                    .invoke(("{\"source\":\"aws.ses\",\"detail\":" + detail + "}").getBytes(StandardCharsets.UTF_8));
            assertFalse(answer.error(), () -> new String(answer.body(), StandardCharsets.UTF_8));
        }

        /** How many messages of a month are in a state. */
        int state(YearMonth month, String state) {
            return api(Request.get("/v1/briefs/" + month + "/deliveries").with("authorization", token()))
                    .json()
                    .at("/states/" + state)
                    .asInt();
        }

        /** Puts the moment in which subscriptions were confirmed a year back. */
        void confirmedLastYear() {
            int lastYear = YearMonth.now(ZoneOffset.UTC).getYear() - 1;
            door.all(Range.of(Table.OPERATIONS, "subscriptions")).toList().forEach(item -> {
                String older = new String(item.body(), StandardCharsets.UTF_8)
                        .replaceAll("(\"confirmedAt\":\")\\d{4}", "$1" + lastYear);
                door.write(List.of(new Write.Put(
                        new Item(item.place(), item.revision() + 1, older.getBytes(StandardCharsets.UTF_8)),
                        Condition.ANY)));
            });
        }

        @Override
        public void close() throws Exception {
            processes.values().forEach(LambdaProcess::close);
            s3.close();
            ses.close();
            door.close();
            database.close();
        }
    }

    @ParameterizedTest
    @MethodSource("javaHomes")
    void theApiAnswersAsItDoesElsewhere(Path javaHome) throws Exception {
        try (Deployment deployment = new Deployment(javaHome)) {
            Samples.load(deployment.door);
            Response json = deployment.api(Request.get("/v1/statistics?by=country&measure=events,killed"));
            assertEquals(200, json.status());
            assertEquals("application/json", json.headers().get("Content-Type"));
            assertTrue(json.json().at("/meta/position").asLong() > 20, json.text());
            int events = json.json().at("/total/events").asInt();
            assertEquals(
                    deployment
                            .api(Request.get("/v1/events?limit=1"))
                            .json()
                            .at("/total")
                            .asInt(),
                    events);
            assertTrue(events > 20, json.text());
            for (JsonNode row : json.json().at("/rows")) {
                URI link = URI.create(row.at("/links/events").asText());
                assertEquals(
                        row.at("/events").asInt(),
                        deployment
                                .api(Request.get(link.getRawPath() + "?" + link.getRawQuery()))
                                .json()
                                .at("/total")
                                .asInt(),
                        link::toString);
            }

            Response again = deployment.api(Request.get("/v1/statistics?by=country&measure=events,killed")
                    .with("if-none-match", json.headers().get("ETag")));
            assertEquals(304, again.status());
            assertEquals(0, again.body().length);

            Response csv = deployment.api(Request.get("/v1/statistics?by=country")
                    .with("accept", "text/html;x=\"a,b\", application/*;q=0.1, text/csv"));
            assertEquals(
                    "text/csv;charset=utf-8", csv.headers().get("Content-Type").toLowerCase(Locale.ROOT));
            assertTrue(csv.text().startsWith("country,events"), csv.text());
            assertEquals(json.json().at("/rows").size() + 1, csv.text().lines().count());

            Response workbook = deployment.api(Request.get("/v1/statistics?by=country&format=xlsx"));
            assertEquals(200, workbook.status());
            try (var sheets = WorkbookFactory.create(new ByteArrayInputStream(workbook.body()))) {
                assertTrue(sheets.getNumberOfSheets() > 0);
            }

            Response wrong = deployment.api(Request.get("/v1/statistics?by=planet"));
            assertEquals(400, wrong.status());
            assertEquals("application/problem+json", wrong.headers().get("Content-Type"));
            assertEquals("planet", wrong.json().at("/errors/0/value").asText());
            for (String id : List.of("nothing", "a b", "a%20b", "%ZZ", "a;b", "é", "a?b")) {
                Response none = deployment.api(Request.get("/").at("/v1/events/" + id));
                assertEquals(404, none.status(), none::text);
                assertTrue(none.json().get("detail").asText().contains("'" + id + "'"), none::text);
            }

            Request much = Request.get("/v1/statistics?by=day&compare=year-before&fill=zero&from=1900&to=2026");
            Response tooMuch = deployment.api(much);
            assertEquals(400, tooMuch.status(), tooMuch::text);
            assertEquals("application/problem+json", tooMuch.headers().get("Content-Type"));
            assertEquals("*", tooMuch.headers().get("Access-Control-Allow-Origin"));
            assertFalse(tooMuch.headers().containsKey("ETag"), tooMuch.headers()::toString);
            assertEquals(
                    "urn:incidentstats:problem:answer-too-large /v1/statistics",
                    tooMuch.json().get("type").asText() + " "
                            + tooMuch.json().get("instance").asText());
            Response compressed = deployment.api(much.with("accept-encoding", "br, gzip"));
            assertEquals(200, compressed.status(), compressed::text);
            assertEquals("gzip", compressed.headers().get("Content-Encoding"));
            assertTrue(compressed.headers().get("ETag").startsWith("W/\""), compressed.headers()::toString);
            try (var content = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
                JsonNode answer = LambdaEvents.read(content.readAllBytes());
                assertTrue(answer.get("rows").size() > 365 * 127, "every day of 127 years");
                assertEquals(events, answer.at("/total/events").asInt());
            }
            assertEquals(
                    304,
                    deployment
                            .api(much.with("if-none-match", compressed.headers().get("ETag")))
                            .status());
            Response head =
                    deployment.api(Request.get("/v1/statistics?by=country").as("HEAD"));
            assertEquals(200, head.status());
            assertEquals(0, head.body().length);
            assertTrue(head.headers().containsKey("ETag"), head.headers()::toString);

            List<JsonNode> told = metrics(deployment.function(API));
            assertEquals("/v1/statistics", told.get(0).get("Route").asText());
            assertEquals(1, told.get(0).get("Requests").asInt());
            assertTrue(told.get(0).get("ReadUnits").asDouble() > 0);
            assertEquals(200, told.get(0).get("Status").asInt());
            assertFalse(told.get(0).get("RequestId").asText().isEmpty());
            assertEquals(
                    Set.of("/v1/statistics", "/v1/events", "/v1/events/{id}"),
                    told.stream().map(line -> line.get("Route").asText()).collect(Collectors.toSet()));

            Response page = deployment.api(Request.get("/"));
            assertEquals(200, page.status());
            assertTrue(page.text().contains("<title>"), page.text());
            assertEquals(200, deployment.api(Request.get("/page/page.js")).status());
            assertEquals(
                    401,
                    deployment
                            .api(Request.post("/v1/events", "application/json", "{}"))
                            .status());
        }
    }

    @ParameterizedTest
    @MethodSource("javaHomes")
    void aSnapshotHoldsWhatWasMadeOnFirstUse(Path javaHome) throws Exception {
        try (Deployment deployment = new Deployment(javaHome)) {
            Samples.load(deployment.door);
            Request question = Request.get("/v1/statistics?by=country&measure=events,killed");
            Response cold = deployment.api(question);
            try (LambdaProcess snapshot = deployment
                    .start
                    .with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")
                    .started()) {
                assertFalse(snapshot.log().contains("Not warmed up"), snapshot::log);
                assertEquals(List.of(), metrics(snapshot), "a warm-up is nobody's request");
                snapshot.api().restore();
                Response first = Response.of(snapshot.invoke(question.event()).body());
                Response second = Response.of(snapshot.invoke(question.event()).body());
                assertEquals(cold.json().get("rows"), first.json().get("rows"));
                assertEquals(units(second), units(first), "the cells are in memory already");
                assertTrue(units(cold) > units(first));
            }
        }
    }

    private static double units(Response response) {
        return Double.parseDouble(response.headers().get("Read-Units"));
    }

    /** API Gateway's events have a header in one line, which is split at its commas on its way to the application. */
    @ParameterizedTest
    @MethodSource("javaHomes")
    void aHeaderIsReadAsItWasSentWhateverStandsBetweenItsCommas(Path javaHome) throws Exception {
        try (Deployment deployment = new Deployment(javaHome)) {
            Request first = entering(deployment, "first").with("idempotency-key", "batch7,row1");
            Response entered = deployment.api(first);
            assertEquals(201, entered.status(), entered::text);
            Response other = deployment.api(entering(deployment, "second").with("idempotency-key", "batch7,row3"));
            assertEquals(201, other.status(), other::text);
            assertNotEquals(entered.json().get("id"), other.json().get("id"));
            assertEquals(
                    entered.json().get("id"), deployment.api(first).json().get("id"), "the same again is the same");
            assertEquals(
                    422,
                    deployment
                            .api(entering(deployment, "third").with("idempotency-key", "batch7,row1"))
                            .status());
            String address = "/v1/events/" + entered.json().get("id").asText();
            assertEquals(
                    304,
                    deployment
                            .api(Request.get(address).with("if-none-match", "\"v0\", \"v1\""))
                            .status());
            Response corrected = deployment.api(
                    entering(deployment, "corrected").as("PUT").at(address).with("if-match", "\"v7\", \"v1\""));
            assertEquals(200, corrected.status(), corrected::text);
        }
    }

    private static Request entering(Deployment deployment, String title) {
        return Request.post(
                        "/v1/events",
                        "application/json",
                        """
                        {"title": "%s", "category": "enforcement", "type": "arrest", "date": "2024-03-10",
                         "places": [{"country": "DEU"}], "outcome": "completed", "evidence": "official",
                         "sources": [{"title": "Example report"}]}"""
                                .formatted(title))
                .with("authorization", deployment.token());
    }

    @ParameterizedTest
    @MethodSource("javaHomes")
    void anUploadIsImportedAndAFaultyEventIsAnError(Path javaHome) throws Exception {
        try (Deployment deployment = new Deployment(javaHome)) {
            Response accepted = deployment.api(Request.post("/v1/imports?file=example.csv", "text/csv", UPLOAD)
                    .with("authorization", deployment.token()));
            assertEquals(202, accepted.status(), accepted::text);
            String id = accepted.json().get("id").asText();
            assertEquals(Set.of("uploads/imports/files/" + id, "uploads/imports/accepted/" + id), deployment.s3.keys());

            LambdaProcess imports = deployment.function(ImportFunction.class);
            Answer error = imports.invoke("{\"detail\":{}}".getBytes(StandardCharsets.UTF_8));
            assertTrue(error.error());
            assertEquals(
                    IllegalArgumentException.class.getName(),
                    LambdaEvents.read(error.body()).get("errorType").asText());

            byte[] created = ("{\"version\":\"0\",\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":"
                            + "{\"bucket\":{\"name\":\"uploads\"},\"object\":{\"key\":\"imports/accepted/" + id
                            + "\"}}}")
                    .getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 2; i++) {
                Answer done = imports.invoke(created);
                assertFalse(done.error(), () -> new String(done.body(), StandardCharsets.UTF_8));
            }
            assertEquals(Set.of(), deployment.s3.keys());
            JsonNode job = deployment
                    .api(Request.get("/v1/imports/" + id).with("authorization", deployment.token()))
                    .json();
            assertEquals("completed", job.get("status").asText());
            assertEquals(
                    "{\"rows\":3,\"accepted\":2,\"updated\":0,\"unchanged\":0,\"refused\":1}",
                    job.get("counts").toString());

            // A file that is too large for a request goes to the bucket by itself, without a token
            JsonNode named = deployment
                    .api(Request.post("/v1/imports/uploads", "application/json", "")
                            .with("authorization", deployment.token()))
                    .json();
            HttpResponse<String> put = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(named.get("put").asText()))
                                    .PUT(HttpRequest.BodyPublishers.ofString(UPLOAD.replace("example-", "large-")))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertEquals(200, put.statusCode());
            String upload = named.get("upload").asText();
            assertEquals(Set.of("uploads/imports/files/" + upload), deployment.s3.keys());
            Response large = deployment.api(Request.post("/v1/imports?upload=" + upload, "text/csv", "")
                    .with("authorization", deployment.token()));
            assertEquals(202, large.status(), large::text);
            assertEquals(
                    Set.of("uploads/imports/files/" + upload, "uploads/imports/accepted/" + upload),
                    deployment.s3.keys());

            assertEquals(
                    "{\"events\":2,\"killed\":{\"low\":3,\"best\":3,\"high\":3,\"unknown\":0,\"atLeast\":0}}",
                    withoutLinks(deployment
                            .api(Request.get("/v1/statistics?measure=events,killed"))
                            .json()
                            .get("total")));
        }
    }

    @ParameterizedTest
    @MethodSource("javaHomes")
    void theSchedulerSendsTheBriefAndSesReportsWhatBecameOfIt(Path javaHome) throws Exception {
        try (Deployment deployment = new Deployment(javaHome)) {
            Samples.load(deployment.door);
            String address = "reader@example.org";
            assertEquals(
                    202,
                    deployment
                            .api(Request.post(
                                    "/v1/subscriptions", "application/json", "{\"address\":\"" + address + "\"}"))
                            .status());
            Matcher link = LINK.matcher(text(deployment.ses.mailbox(address).get(0)));
            assertTrue(link.find());
            assertEquals(
                    200,
                    deployment
                            .api(Request.post(link.group(1), "application/x-www-form-urlencoded", ""))
                            .status());

            // As if before the brief of last month was due
            deployment.confirmedLastYear();
            LambdaProcess brief = deployment.function(BriefFunction.class);
            for (int i = 0; i < 2; i++) {
                Answer run = brief.invoke("{}".getBytes(StandardCharsets.UTF_8));
                assertFalse(run.error(), () -> new String(run.body(), StandardCharsets.UTF_8));
            }
            List<MimeMessage> mailbox = deployment.ses.mailbox(address);
            assertEquals(2, mailbox.size(), "the confirmation, and the brief once");
            assertTrue(((MimeMultipart) mailbox.get(1).getContent()).getCount() > 1, "with the workbook");
            SesServer.Taken sent =
                    deployment.ses.taken().get(deployment.ses.taken().size() - 1);
            YearMonth month = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
            assertEquals(month + ".", sent.label().substring(0, 8));
            assertEquals(1, deployment.state(month, "sent"));
            deployment.report(
                    "{\"eventType\":\"Delivery\",\"mail\":{\"messageId\":\"%s\",\"tags\":{\"delivery\":[\"%s\"]}}}"
                            .formatted(sent.id(), sent.label()));
            assertEquals(1, deployment.state(month, "delivered"));
            Response published = deployment.api(Request.get("/v1/briefs/" + month + "?format=xlsx"));
            assertEquals(200, published.status(), published::text);
            try (var sheets = WorkbookFactory.create(new ByteArrayInputStream(published.body()))) {
                assertEquals("Summary", sheets.getSheetName(0));
            }
            String deliveries = "/v1/briefs/" + month + "/deliveries";
            Response dropped =
                    deployment.api(Request.post(deliveries, "application/json", "{\"address\":\"editor@example.org\"}")
                            .with("authorization", deployment.token()));
            assertEquals(400, dropped.status(), dropped::text);
            Response test =
                    deployment.api(Request.get(deliveries).as("POST").with("authorization", deployment.token()));
            assertTrue(test.status() < 300, test::text);
            assertEquals(1, deployment.ses.mailbox("editor@example.org").size());

            deployment.report("{\"eventType\":\"Bounce\",\"mail\":{\"messageId\":\"example\",\"tags\":{}},\"bounce\":"
                    + "{\"bounceType\":\"Permanent\",\"bouncedRecipients\":[{\"emailAddress\":\"" + address + "\"}]}}");
            List<JsonNode> told = metrics(brief);
            assertEquals(0, told.get(0).get("BriefsDue").asInt());
            assertTrue(
                    told.stream()
                            .anyMatch(line -> line.path("State").asText().equals("SENT")
                                    && line.get("Messages").asInt() == 1),
                    told::toString);
            for (String log : deployment.logs()) {
                assertFalse(log.contains(address), log);
            }

            // An address that bounced is left alone
            deployment.ses.taken().clear();
            deployment.api(Request.post("/v1/subscriptions", "application/json", "{\"address\":\"" + address + "\"}"));
            assertEquals(List.of(), deployment.ses.taken());
        }
    }

    /** The lines of a function's log that are metrics; all its other lines are JSON too, once it has begun to log. */
    private static List<JsonNode> metrics(LambdaProcess function) {
        return function.log()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> LambdaEvents.read(line.getBytes(StandardCharsets.UTF_8)))
                .filter(line -> line.has("_aws"))
                .toList();
    }

    private static String withoutLinks(JsonNode row) {
        ((com.fasterxml.jackson.databind.node.ObjectNode) row).remove("links");
        return row.toString();
    }

    private static String text(MimeMessage message) throws Exception {
        Object content = message.getContent();
        while (content instanceof MimeMultipart parts) {
            content = parts.getBodyPart(0).getContent();
        }
        return content.toString();
    }
}
