package org.incidentstats.local;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.incidentstats.store.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The packaged server, over PostgreSQL, with an issuer of tokens and a server of mail as an organisation has them. */
class ServerEditionIT {

    private static final String ISSUER = "https://issuer.example.org/realms/statistics";
    private static final String INCIDENT =
            "{\"title\":\"Two arrests\",\"category\":\"enforcement\",\"type\":\"arrest\","
                    + "\"date\":\"2024-03\",\"places\":[{\"country\":\"DEU\"}],\"outcome\":\"completed\",\"evidence\":\"official\","
                    + "\"sources\":[{\"title\":\"Example report\"}]}";

    private static PostgresServer database;
    private static GreenMail mail;
    private static HttpServer issuer;
    private static KeyPair keys;

    @TempDir
    Path folder;

    @BeforeAll
    static void surroundings() throws Exception {
        database = PostgresServer.start();
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        byte[] published = published((RSAPublicKey) keys.getPublic()).getBytes(StandardCharsets.UTF_8);
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/certs", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        issuer.start();
    }

    @AfterAll
    static void end() {
        if (issuer != null) {
            issuer.stop(0);
            mail.stop();
        }
        if (database != null) {
            database.close();
        }
    }

    private static String published(RSAPublicKey key) {
        return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"one\",\"use\":\"sig\",\"alg\":\"RS256\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(encoded(key.getModulus()), encoded(key.getPublicExponent()));
    }

    private static String encoded(java.math.BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("INCIDENTSTATS_DATABASE", database.url()),
                Map.entry("INCIDENTSTATS_DATABASE_USER", PostgresServer.USER),
                Map.entry(
                        "INCIDENTSTATS_IMPORTS_FOLDER",
                        folder.resolve("imports").toString()),
                Map.entry("INCIDENTSTATS_MAIL_KEY", Base64.getEncoder().encodeToString(new byte[32])),
                Map.entry("INCIDENTSTATS_PUBLIC_URL", "https://stats.example.org"),
                Map.entry("INCIDENTSTATS_SMTP_HOST", "127.0.0.1"),
                Map.entry(
                        "INCIDENTSTATS_SMTP_PORT",
                        Integer.toString(mail.getSmtp().getPort())),
                Map.entry("INCIDENTSTATS_SMTP_TLS", "none"),
                Map.entry("MP_JWT_VERIFY_ISSUER", ISSUER),
                Map.entry("MP_JWT_VERIFY_AUDIENCES", "incident-statistics"),
                Map.entry(
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                        "http://127.0.0.1:" + issuer.getAddress().getPort() + "/certs"));
    }

    private static String token(String from) {
        return Jwt.issuer(from)
                .audience("incident-statistics")
                .subject("editor@example.org")
                .upn("editor@example.org")
                .groups(Set.of("editor"))
                .expiresIn(Duration.ofMinutes(10))
                .jws()
                .keyId("one")
                .sign(keys.getPrivate());
    }

    @Test
    void severalProcessesAreOneServerForItsOwnEditors() throws Exception {
        try (EditionProcess one = new EditionProcess(List.of(), settings());
                EditionProcess other = new EditionProcess(List.of(), settings())) {
            assertTrue(one.log().contains("Server: 0 changes on record"), one::log);
            assertEquals(
                    401,
                    one.enter(token("https://local.incidentstats.example.org"), INCIDENT)
                            .statusCode());
            for (int events = 1; events <= 10; events++) {
                EditionProcess writer = events % 2 == 0 ? one : other;
                assertEquals(201, writer.enter(token(ISSUER), INCIDENT).statusCode());
                // What one has acknowledged is in the next answer of both
                assertEquals(Integer.toString(events), total(one));
                assertEquals(Integer.toString(events), total(other));
            }
            for (String local : List.of("/local/mail", "/local/rebuild")) {
                assertEquals(404, one.get(local).statusCode(), local);
            }
            assertEquals(200, one.get("/q/health/ready").statusCode());
            assertTrue(one.get("/q/metrics").body().contains("http_server_requests_seconds_count{"));
            one.stop();
            assertEquals("10", total(other));
            other.stop();
        }
    }

    @Test
    void mailLeavesBySmtp() throws Exception {
        try (EditionProcess server = new EditionProcess(List.of(), settings())) {
            assertEquals(
                    202,
                    server.post("/v1/subscriptions", "{\"address\":\"reader@example.org\"}")
                            .statusCode());
            assertTrue(mail.waitForIncomingEmail(1));
            assertEquals("reader@example.org", mail.getReceivedMessages()[0].getAllRecipients()[0].toString());
            server.stop();
        }
    }

    @Test
    void whatIsMissingIsNamedAtTheStart() {
        for (String setting : List.of(
                "MP_JWT_VERIFY_ISSUER",
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                "INCIDENTSTATS_IMPORTS_FOLDER",
                "INCIDENTSTATS_PUBLIC_URL")) {
            Map<String, String> settings = new HashMap<>(settings());
            settings.remove(setting);
            AssertionError failure =
                    assertThrows(AssertionError.class, () -> new EditionProcess(List.of(), settings).close());
            String property =
                    setting.toLowerCase(java.util.Locale.ROOT).replace('_', '.').replace("public.url", "public-url");
            assertTrue(failure.getMessage().contains(property + " is missing"), failure::getMessage);
        }
    }

    private static String total(EditionProcess edition) throws Exception {
        return edition.get("/v1/statistics?format=csv").body().split("\r\n")[1];
    }
}
