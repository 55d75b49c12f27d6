package org.incidentstats.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.incidentstats.platform.http.RequestForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every address that is none, or too long, is refused as all else is. */
@QuarkusTest
class AddressesTest {

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @ParameterizedTest
    @CsvSource({
        "/v1/events/%ZZ,400",
        "/v1/events/%,400",
        "/v1/events?x=%ZZ,400",
        "/v1/events?%=1,400",
        "/v1/events?x=a|b,400",
        "/page/%ZZ,400",
        "/v1;x=1/events,404",
        "/v1/events;x=1,404",
        "/v1;x=1/statistics?by=country,404",
        "/subscriptions;x/confirm,404"
    })
    void isAnsweredWithAProblem(String address, int status) throws IOException {
        assertProblem(status, answer(address));
    }

    @Test
    void aTooLongOneIsAnsweredWithAProblem() throws IOException {
        String longest = "/v1/events?x=" + "a".repeat(RequestForm.LONGEST_ADDRESS - "/v1/events?x=".length());
        String answer = answer(longest);
        assertProblem(400, answer);
        assertTrue(answer.contains("no such parameter here"), answer);
        assertProblem(414, answer(longest + "a"));
        assertProblem(414, answer(longest.repeat(5)));
    }

    private static void assertProblem(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("content-type: " + Problem.MEDIA_TYPE), answer);
        assertTrue(answer.contains("\"status\":" + status), answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("x-content-type-options: nosniff"), answer);
    }

    /** As it stands: clients mend addresses before they send them. */
    private String answer(String address) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            OutputStream request = socket.getOutputStream();
            request.write("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .formatted(address)
                    .getBytes(StandardCharsets.US_ASCII));
            request.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
