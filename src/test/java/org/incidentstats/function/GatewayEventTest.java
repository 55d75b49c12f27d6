package org.incidentstats.function;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Requests as the application gets them through API Gateway. */
class GatewayEventTest {

    /** An HTTP API hands the path over decoded. */
    @ParameterizedTest
    @CsvSource({
        "/v1/events/a b,/v1/events/a%20b",
        "/v1/events/a%20b,/v1/events/a%2520b",
        "/v1/events/%ZZ,/v1/events/%25ZZ",
        "/v1/events/a?b,/v1/events/a%3Fb",
        "/v1/events/a#b,/v1/events/a%23b",
        "/v1/events/a;b,/v1/events/a%3Bb",
        "/v1/events/é,/v1/events/%C3%A9",
        "//v1/events,//v1/events",
        "/v1/events/[a|b],/v1/events/%5Ba%7Cb%5D"
    })
    void thePathIsAsTheClientSentIt(String decoded, String sent) throws IOException {
        byte[] event = GatewayEvent.asSent(LambdaEvents.bytes(
                LambdaEvents.JSON.createObjectNode().put("version", "2.0").put("rawPath", decoded)));
        assertEquals(sent, LambdaEvents.read(event).path("rawPath").asText());
    }

    @Test
    void theRestIsLeftAlone() throws IOException {
        byte[] event = LambdaEvents.Request.get("/v1/events?q=a%20b").event();
        assertArrayEquals(event, GatewayEvent.asSent(event));
    }
}
