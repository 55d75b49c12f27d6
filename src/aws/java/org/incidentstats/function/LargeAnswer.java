package org.incidentstats.function;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.incidentstats.platform.Problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * An answer over HTTP that is larger than AWS Lambda lets through, which would end as a fault of the server without a
 * word about its reason. Compressed, most fit; for those that do not, and for clients that take nothing compressed, there
 * is an answer that says what to do.
 *
 * @param request the request as API Gateway hands it over (payload format 2.0)
 * @param answer  the answer as API Gateway would take it
 * @param bytes   how large that is
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
 */
record LargeAnswer(ObjectNode request, ObjectNode answer, int bytes) {

    /** What AWS Lambda lets through, with status, headers and what writing it as a text in JSON adds. */
    static final int LARGEST = 6 * 1024 * 1024;

    private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new Jdk8Module());
    private static final double BYTES_PER_MB = 1024 * 1024;
    private static final Pattern TAKES_GZIP =
            Pattern.compile("(^|,)\\s*gzip\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))[^,]*)?(,|$)");
    private static final String HEADERS = "headers";
    private static final String BODY = "body";
    private static final String WEAK = "W/";
    private static final String ENCODED = "isBase64Encoded";

    /** What is said of an answer that is not given. */
    private static final Set<String> OF_THE_ANSWER = Set.of(
            "content-type",
            "content-length",
            "content-encoding",
            "content-disposition",
            "etag",
            "cache-control",
            "link");

    static LargeAnswer of(byte[] request, byte[] answer) throws IOException {
        return new LargeAnswer(
                (ObjectNode) MAPPER.readTree(request), (ObjectNode) MAPPER.readTree(answer), answer.length);
    }

    /** The answer that is given instead. */
    byte[] fitting() throws IOException {
        Optional<byte[]> compressed = compressed();
        return compressed.isPresent() && compressed.get().length <= LARGEST ? compressed.get() : refusal();
    }

    /** The same answer, compressed, where the client takes that and it is not compressed already. */
    private Optional<byte[]> compressed() throws IOException {
        if (answer.path(ENCODED).asBoolean()
                || !TAKES_GZIP
                        .matcher(request.path(HEADERS)
                                .path("accept-encoding")
                                .asText()
                                .toLowerCase(Locale.ROOT))
                        .find()) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(answer.path(BODY).asText().getBytes(StandardCharsets.UTF_8));
        }
        ObjectNode smaller = without(Set.of("content-length"));
        ObjectNode headers = smaller.withObject(HEADERS);
        headers.properties().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(HttpHeaders.ETAG))
                .filter(header -> !header.getValue().asText().startsWith(WEAK))
                // The same content in other bytes
                .forEach(header ->
                        headers.put(header.getKey(), WEAK + header.getValue().asText()));
        headers.put(HttpHeaders.CONTENT_ENCODING, "gzip");
        smaller.put(BODY, Base64.getEncoder().encodeToString(bytes.toByteArray()))
                .put(ENCODED, true);
        return Optional.of(MAPPER.writeValueAsBytes(smaller));
    }

    private byte[] refusal() throws IOException {
        ObjectNode refusal = without(OF_THE_ANSWER);
        refusal.withObject(HEADERS)
                .put(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .put(HttpHeaders.CACHE_CONTROL, "no-store");
        Problem problem = new Problem(
                "urn:incidentstats:problem:answer-too-large",
                "Answer too large",
                Response.Status.BAD_REQUEST.getStatusCode(),
                String.format(
                        Locale.ROOT,
                        "The answer has %.1f MB as it would be sent, and at most %.0f MB can be: let it be compressed"
                                + " (Accept-Encoding: gzip), or ask for less, by fewer dimensions, values or years",
                        bytes / BYTES_PER_MB,
                        LARGEST / BYTES_PER_MB),
                request.path("rawPath").asText(),
                List.of());
        refusal.put("statusCode", problem.status())
                .put(BODY, MAPPER.writeValueAsString(problem))
                .put(ENCODED, false);
        return MAPPER.writeValueAsBytes(refusal);
    }

    private ObjectNode without(Set<String> names) {
        ObjectNode rest = answer.deepCopy();
        for (String headers : List.of(HEADERS, "multiValueHeaders")) {
            if (rest.get(headers) instanceof ObjectNode all) {
                all.properties()
                        .removeIf(header -> names.contains(header.getKey().toLowerCase(Locale.ROOT)));
            }
        }
        return rest;
    }
}
