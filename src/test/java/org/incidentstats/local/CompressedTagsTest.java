package org.incidentstats.local;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Other bytes have another tag, and every cache is told what they depend on. */
@QuarkusTest
class CompressedTagsTest {

    @TestHTTPResource
    URL server;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/events",
                "/v1/events/kerman-bombing",
                "/v1/statistics?format=csv",
                "/v1/dimensions",
                "/v1/changes",
                "/v1/briefs/2023-07?format=html"
            })
    void compressedHasATagOfItsOwn(String address) throws Exception {
        HttpResponse<byte[]> plain = get(address, "identity", "\"none\"");
        HttpResponse<byte[]> compressed = get(address, "gzip", "\"none\"");
        String tag = header(plain, "ETag");
        String other = header(compressed, "ETag");
        assertEquals("", header(plain, "Content-Encoding"));
        assertEquals("gzip", header(compressed, "Content-Encoding"));
        assertEquals(tag.replaceAll("\"$", "-gzip\""), other);
        assertTrue(header(plain, "Vary").endsWith(",Accept-Encoding"), header(plain, "Vary"));
        assertEquals(header(plain, "Vary"), header(compressed, "Vary"));
        for (String known : new String[] {other, "W/" + other, "\"a\", " + other}) {
            HttpResponse<byte[]> unchanged = get(address, "gzip", known);
            assertEquals(304, unchanged.statusCode(), known);
            assertEquals(other, header(unchanged, "ETag"));
            assertEquals(header(plain, "Vary"), header(unchanged, "Vary"));
        }
        assertEquals(tag, header(get(address, "identity", tag), "ETag"));
        assertEquals(304, get(address, "identity", "*").statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip;q=0|''",
                "identity|''",
                "br|''",
                "*;q=0|''",
                "gzip;q=0.5|gzip",
                "'gzip;q=0, *'|deflate",
                "'gzip;q=0, deflate'|deflate",
                "'br, gzip'|gzip"
            })
    void whatIsRefusedIsNotSent(String accepted, String encoding) throws Exception {
        HttpResponse<byte[]> answer = get("/v1/events", accepted, "\"none\"");
        assertEquals(encoding, header(answer, "Content-Encoding"), accepted);
        assertEquals(
                encoding,
                header(answer, "ETag").replaceAll(".*-(gzip|deflate)\"$", "$1").replaceAll("^\".*", ""),
                accepted);
    }

    @Test
    void aWorkbookIsCompressedAlready() throws Exception {
        HttpResponse<byte[]> answer = get("/v1/statistics?format=xlsx", "gzip", "\"none\"");
        assertNotEquals("gzip", header(answer, "Content-Encoding"));
        assertTrue(!header(answer, "ETag").contains("gzip"), header(answer, "ETag"));
    }

    private HttpResponse<byte[]> get(String address, String encoding, String known)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.toString()).resolve(address))
                                .header("Accept-Encoding", encoding)
                                .header("If-None-Match", known)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        Optional<String> value = answer.headers().firstValue(name);
        return value.orElse("");
    }
}
