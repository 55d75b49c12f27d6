package org.incidentstats.editing;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.incidentstats.local.LocalIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who an editor is, whose tokens are taken, and who learns of it. */
@QuarkusTest
@TestProfile(WhoWritesTest.IssuerOfItsOwn.class)
class WhoWritesTest {

    private static final String ISSUER = "https://issuer.example.org";
    private static final String SUBJECT = "olga.petrova@desk.example.org";
    private static final String NAME = "Olga Petrova";
    private static final String LEFT_OUT = "left out";

    @Inject
    LocalIssuer local;

    @ConfigProperty(name = "test.issuer.key")
    String key;

    private final ObjectMapper mapper = new ObjectMapper();

    /** The local edition with an issuer that is set. */
    public static final class IssuerOfItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            KeyPair keys = fresh();
            Base64.Encoder text = Base64.getEncoder();
            return Map.of(
                    "incidentstats.local.sample-data",
                    "false",
                    "mp.jwt.verify.issuer",
                    ISSUER,
                    "mp.jwt.verify.publickey",
                    text.encodeToString(keys.getPublic().getEncoded()),
                    "test.issuer.key",
                    text.encodeToString(keys.getPrivate().getEncoded()));
        }
    }

    private static KeyPair fresh() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anIssuerThatIsSetIsTrustedAndNoTokenOfTheProcess() throws Exception {
        assertThrows(RuntimeException.class, () -> local.token(SUBJECT, Set.of("editor"), Duration.ofHours(1)));
        given().post("/local/token").then().statusCode(404);
        String own = Jwt.issuer("https://local.incidentstats.example.org")
                .subject(SUBJECT)
                .groups("editor")
                .sign(fresh().getPrivate());
        enter(own, "never").then().statusCode(401);
        enter(token(claims()), "theirs").then().statusCode(201);
    }

    @Test
    void thePublicNeverLearnsWhoWrites() throws Exception {
        String token = token(claims());
        enter(token, "written").then().statusCode(201).body("recordedBy", equalTo(NAME + " <" + SUBJECT + ">"));
        as(token)
                .header("If-Match", "\"v1\"")
                .body(arrest("written", 5))
                .put("/v1/events/written?reason=more")
                .then()
                .statusCode(200);
        enter(token, "taken-back").then().statusCode(201);
        as(token)
                .header("If-Match", "\"v1\"")
                .delete("/v1/events/taken-back?reason=no")
                .then()
                .statusCode(200);
        as(token).post("/v1/briefs/2024-03").then().statusCode(201);
        as(token)
                .header("If-Match", "\"v2\"")
                .body(arrest("written", 6))
                .put("/v1/events/written")
                .then()
                .statusCode(200);
        as(token).post("/v1/briefs/2024-04").then().statusCode(201);

        int answers = 0;
        Set<String> types = new HashSet<>();
        for (String route : publicRoutes()) {
            for (String format : new String[] {"", "json", "csv", "xlsx", "html", "atom", "json-stat"}) {
                String address = route + (format.isEmpty() ? "" : "?format=" + format);
                Response answer = given().urlEncodingEnabled(false).get(address);
                if (answer.statusCode() == 200) {
                    answers++;
                    types.add(answer.contentType().replaceFirst(";.*", ""));
                }
                for (String text : texts(answer.asByteArray())) {
                    assertFalse(text.contains(SUBJECT) || text.contains("Petrova"), address);
                }
            }
        }
        assertTrue(answers > 30, "answers: " + answers);
        assertTrue(types.size() >= 5, types::toString);

        String name = given().get("/v1/events/written").path("recordedBy");
        assertTrue(name.matches("editor-[0-9a-f]{10}"), name);
        given().get("/v1/events/written/versions")
                .then()
                .body("versions.recordedBy", equalTo(List.of(name, name, name)));
        given().get("/v1/events/taken-back").then().body("recordedBy", equalTo(name));
        List<String> feed =
                given().get("/v1/changes").path("changes.findAll { it.event.id == 'written' }.event.recordedBy");
        assertEquals(Set.of(name), Set.copyOf(feed));
        // The same person under another name is the same, and another person is another
        enter(token(claims().upn("O. P.").issuer(ISSUER)), "renamed").then().statusCode(201);
        given().get("/v1/events/renamed").then().body("recordedBy", equalTo(name));
        enter(token(claims().subject("somebody-else")), "other").then().statusCode(201);
        given().get("/v1/events/other").then().body("recordedBy", allOf(startsWith("editor-"), not(equalTo(name))));
    }

    @Test
    void editorsSeeEachOtherInAnswersThatNobodyKeeps() throws Exception {
        enter(token(claims()), "seen").then().statusCode(201);
        String who = NAME + " <" + SUBJECT + ">";
        String other = token(claims().subject("another-editor"));
        for (String address :
                new String[] {"/v1/events/seen", "/v1/events/seen/versions", "/v1/changes", "/v1/events"}) {
            as(other)
                    .get(address)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", equalTo("private, no-store"))
                    .header("Vary", containsString("Authorization"))
                    .body(containsString(who));
            // What everybody may see does not do for them
            String tag = given().get(address)
                    .then()
                    .header("Cache-Control", not(containsString("private")))
                    .header("Vary", containsString("Authorization"))
                    .extract()
                    .header("ETag");
            as(other).header("If-None-Match", tag).get(address).then().statusCode(200);
            given().header("If-None-Match", tag).get(address).then().statusCode(304);
        }
        as(token(claims().groups("reader"))).get("/v1/events/seen").then().body("recordedBy", startsWith("editor-"));
        as("garbage").get("/v1/events/seen").then().statusCode(401);
    }

    @Test
    void keysOfTwoPeopleWithOneNameDoNotMeet() throws Exception {
        String one = token(claims().subject("one"));
        String two = token(claims().subject("two"));
        as(one).header("Idempotency-Key", "row-1")
                .body(arrest("key-one", 1))
                .post("/v1/events")
                .then()
                .statusCode(201);
        as(two).header("Idempotency-Key", "row-1")
                .body(arrest("key-two", 2))
                .post("/v1/events")
                .then()
                .statusCode(201);
        as(one).header("Idempotency-Key", "row-1")
                .body(arrest("key-two", 2))
                .post("/v1/events")
                .then()
                .statusCode(422);
    }

    static Stream<Map<String, Object>> tokensThatDoNotSayWhoItIs() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                Map.of("sub", ""),
                Map.of("sub", " "),
                Map.of("sub", "s".repeat(256)),
                Map.of("sub", "s".repeat(5_000)),
                Map.of("sub", "two\nlines"),
                Map.of("sub", "<tag>"),
                Map.of("sub", "имя"),
                Map.of("sub", "import"),
                Map.of("sub", "system"),
                Map.of("sub", "sample-data"),
                Map.of("sub", 5),
                Map.of("sub", Map.of("is", "an object")),
                Map.of("sub", List.of("one", "two")),
                Map.of("sub", LEFT_OUT),
                Map.of("iat", now - 25 * 3600),
                Map.of("iat", now + 3600),
                Map.of("iat", "yesterday"),
                Map.of("iat", LEFT_OUT));
    }

    @ParameterizedTest
    @MethodSource("tokensThatDoNotSayWhoItIs")
    void aTokenThatDoesNotSayWhoItIsOrIsTooOldIsRefused(Map<String, Object> claims) throws Exception {
        enter(written(claims), "refused")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header(
                        "WWW-Authenticate",
                        matchesPattern(
                                "Bearer realm=\"[^\"]+\", error=\"invalid_token\", error_description=\"[ !#-\\[\\]-~]+\""));
        given().get("/v1/events/refused").then().statusCode(404);
    }

    static Stream<Map<String, Object>> tokensWithoutTheRole() {
        return Stream.of(
                Map.of("groups", Map.of("editor", true)),
                Map.of("groups", List.of(Map.of("editor", true))),
                Map.of("groups", List.of(1, 2)),
                Map.of("groups", 1),
                Map.of("groups", true),
                Map.of("groups", "reader"),
                Map.of("groups", LEFT_OUT));
    }

    @ParameterizedTest
    @MethodSource("tokensWithoutTheRole")
    void aTokenWithoutTheRoleIsRefusedWhateverItsGroupsAre(Map<String, Object> claims) throws Exception {
        Response answer = enter(written(claims), "refused");
        assertTrue(Set.of(401, 403).contains(answer.statusCode()), answer::asString);
        answer.then()
                .contentType("application/problem+json")
                .header(
                        "WWW-Authenticate",
                        matchesPattern("Bearer realm=\"[^\"]+\", error=\"(insufficient_scope|invalid_token)\".*"));
    }

    @Test
    void whoBringsNoTokenIsToldWhatIsNeededAndOfNoError() {
        given().contentType("application/json")
                .body("{}")
                .post("/v1/events")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer realm=\"incident-statistics\""));
    }

    @Test
    void aNameThatCannotBeShownIsLeftOut() throws Exception {
        for (String name : new String[] {"two\nlines", "<b>", "n".repeat(5_000), "\u202Ecba"}) {
            enter(token(claims().upn(name)), "named-" + Integer.toHexString(name.hashCode()))
                    .then()
                    .statusCode(201)
                    .body("recordedBy", equalTo(SUBJECT));
        }
    }

    private static JwtClaimsBuilder claims() {
        return Jwt.issuer(ISSUER).subject(SUBJECT).upn(NAME).groups("editor").expiresIn(Duration.ofDays(2));
    }

    /** A token with claims that are not what they should be. */
    private String written(Map<String, Object> odd) throws Exception {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss",
                ISSUER,
                "sub",
                SUBJECT,
                "upn",
                NAME,
                "groups",
                List.of("editor"),
                "iat",
                now,
                "exp",
                now + 7200));
        claims.putAll(odd);
        claims.values().removeIf(LEFT_OUT::equals);
        Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
        String signed = text.encodeToString("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + text.encodeToString(mapper.writeValueAsBytes(claims));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(own());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + text.encodeToString(signature.sign());
    }

    private String token(JwtClaimsBuilder claims) throws Exception {
        return claims.sign(own());
    }

    private PrivateKey own() throws Exception {
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    private static Response enter(String token, String id) {
        return as(token).body(arrest(id, 1)).post("/v1/events");
    }

    private static String arrest(String id, int arrested) {
        return """
                {"id": "%s", "title": "Arrests", "category": "enforcement", "type": "arrest", "date": "2024-03-10",
                 "places": [{"country": "DEU"}], "outcome": "completed", "evidence": "official",
                 "arrested": {"best": %d}, "sources": [{"title": "Example report"}]}"""
                .formatted(id, arrested);
    }

    /** The addresses of all that is read without a token, with what its paths can be here. */
    private List<String> publicRoutes() throws Exception {
        JsonNode paths = mapper.readTree(given().get("/q/openapi?format=json").asString())
                .get("paths");
        List<String> routes = new ArrayList<>(List.of("/", "/v1/events/written?version=1", "/v1/changes?since=0"));
        paths.properties().forEach(path -> {
            JsonNode get = path.getValue().path("get");
            if (get.isObject() && !get.has("security")) {
                for (String month : new String[] {"2024-03", "2024-04"}) {
                    routes.add(path.getKey()
                            .replace("{month}", month)
                            .replaceFirst("(?<=/events/)\\{[^}]+}", "written")
                            .replaceAll("\\{[^}]+}", "country"));
                }
            }
        });
        assertTrue(routes.contains("/v1/events/written/versions"), routes::toString);
        assertTrue(routes.contains("/v1/briefs/2024-03"), routes::toString);
        return routes.stream().distinct().toList();
    }

    /** An answer as text, and what is in it where it is a ZIP, as workbooks are. */
    private static List<String> texts(byte[] answer) throws Exception {
        List<String> texts = new ArrayList<>(List.of(new String(answer, StandardCharsets.UTF_8)));
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                texts.add(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
