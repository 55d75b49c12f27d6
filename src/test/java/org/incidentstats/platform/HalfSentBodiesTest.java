package org.incidentstats.platform;

import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Clients that never send the rest of a body keep nobody else from an answer, and are told at last. */
@QuarkusTest
@TestProfile(HalfSentBodiesTest.LittleTime.class)
class HalfSentBodiesTest {

    private static final int CLIENTS = 500;
    private static final int MINUTE = 60_000;

    @TestHTTPResource
    URL server;

    /** Enough for those who send. */
    public static final class LittleTime implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("incidentstats.body.time", "15s");
        }
    }

    private static final List<String> REQUESTS = List.of(
            "POST /v1/events HTTP/1.1\r\nContent-Type: application/json\r\n",
            "PUT /v1/events/kerman-bombing HTTP/1.1\r\nContent-Type: application/json\r\n",
            "POST /v1/imports HTTP/1.1\r\nContent-Type: text/csv\r\n",
            "POST /v1/imports HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x\r\n",
            "POST /v1/subscriptions HTTP/1.1\r\nContent-Type: application/json\r\n",
            "POST /subscriptions/end HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n");

    @Test
    void holdUpNobody() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                Socket socket = new Socket(server.getHost(), server.getPort());
                socket.setSoTimeout(MINUTE);
                sockets.add(socket);
                socket.getOutputStream()
                        .write((REQUESTS.get(i % REQUESTS.size())
                                        + "Host: localhost\r\nContent-Length: 1000\r\n\r\n{\"a\":")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            given().get("/v1/statistics?by=country").then().statusCode(200);
            given().contentType("application/json")
                    .body("{}")
                    .post("/v1/subscriptions")
                    .then()
                    .statusCode(400);
            for (Socket socket : sockets) {
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
                assertTrue(answer.contains("\"status\":408"), answer);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
