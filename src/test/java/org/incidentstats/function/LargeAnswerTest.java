package org.incidentstats.function;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.incidentstats.function.LambdaEvents.Request;
import org.incidentstats.function.LambdaEvents.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LargeAnswerTest {

    private static final Request QUESTION = Request.get("/v1/statistics?by=country");
    private static final String LONG = "country,events\n" + "TJK,1\n".repeat(2_000_000);

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, gzip", "GZIP;q=0.5", "deflate, gzip;q=1.0, *;q=0"})
    void isCompressedForWhoeverTakesThat(String accepted) throws Exception {
        Response smaller = fitting(QUESTION.with("accept-encoding", accepted), answer(LONG, false));
        assertEquals("200 gzip", smaller.status() + " " + smaller.headers().get("Content-Encoding"));
        assertEquals("W/\"tag\"", smaller.headers().get("ETag"));
        assertFalse(smaller.headers().containsKey("Content-Length"));
        assertTrue(smaller.body().length < LONG.length() / 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "br", "identity", "gzip;q=0", "gzip;q=0.000", "x-gzipped"})
    void isRefusedForWhoeverDoesNot(String accepted) throws Exception {
        Response refusal = fitting(QUESTION.with("accept-encoding", accepted), answer(LONG, false));
        assertEquals(400, refusal.status());
        assertEquals("application/problem+json", refusal.headers().get("Content-Type"));
        assertEquals("no-store", refusal.headers().get("Cache-Control"));
        assertEquals("*", refusal.headers().get("Access-Control-Allow-Origin"));
        assertFalse(refusal.headers().containsKey("ETag"));
        assertEquals("/v1/statistics", refusal.json().get("instance").asText());
        assertTrue(refusal.json().get("detail").asText().startsWith("The answer has 13.4 MB"), refusal::text);
    }

    @Test
    void keepsATagThatIsWeakAlready() throws Exception {
        ObjectNode answer = (ObjectNode) LambdaEvents.read(answer(LONG, false));
        answer.withObject("headers").put("ETag", "W/\"tag\"");
        assertEquals(
                "W/\"tag\"",
                fitting(QUESTION.with("accept-encoding", "gzip"), LambdaEvents.bytes(answer))
                        .headers()
                        .get("ETag"));
    }

    @Test
    void isRefusedWhenCompressingIsNotEnough() throws Exception {
        Random random = new Random(1);
        StringBuilder noise = new StringBuilder();
        while (noise.length() < 2 * LargeAnswer.LARGEST) {
            noise.append((char) ('!' + random.nextInt(90)));
        }
        assertEquals(
                400,
                fitting(QUESTION.with("accept-encoding", "gzip"), answer(noise.toString(), false))
                        .status());
        assertEquals(
                400,
                fitting(QUESTION.with("accept-encoding", "gzip"), answer("QUJD".repeat(2_000_000), true))
                        .status());
    }

    private static Response fitting(Request request, byte[] answer) throws Exception {
        byte[] fitting = LargeAnswer.of(request.event(), answer).fitting();
        assertTrue(answer.length > LargeAnswer.LARGEST && fitting.length <= LargeAnswer.LARGEST);
        return Response.of(fitting);
    }

    private static byte[] answer(String body, boolean encoded) {
        ObjectNode answer = LambdaEvents.JSON.createObjectNode();
        answer.put("statusCode", 200);
        answer.putObject("headers")
                .put("Content-Type", "text/csv;charset=UTF-8")
                .put("content-length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length))
                .put("ETag", "\"tag\"")
                .put("Access-Control-Allow-Origin", "*");
        answer.put("body", body).put("isBase64Encoded", encoded);
        return LambdaEvents.bytes(answer);
    }
}
