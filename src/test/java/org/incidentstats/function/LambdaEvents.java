package org.incidentstats.function;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Events as AWS hands them to functions. */
final class LambdaEvents {

    static final ObjectMapper JSON = new ObjectMapper();

    private LambdaEvents() {}

    /**
     * A request in the form of API Gateway's HTTP APIs.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
     *     Payload format version 2.0</a>
     */
    record Request(String method, String path, String query, Map<String, String> headers, byte[] body) {

        static Request get(String pathAndQuery) {
            int mark = pathAndQuery.indexOf('?');
            return new Request(
                    "GET",
                    mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark),
                    mark < 0 ? "" : pathAndQuery.substring(mark + 1),
                    Map.of(),
                    new byte[0]);
        }

        static Request post(String pathAndQuery, String type, String body) {
            Request request = get(pathAndQuery);
            return new Request("POST", request.path(), request.query(), Map.of(), body.getBytes(StandardCharsets.UTF_8))
                    .with("content-type", type);
        }

        Request with(String header, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(header, value);
            return new Request(method, path, query, more, body);
        }

        Request as(String otherMethod) {
            return new Request(otherMethod, path, query, headers, body);
        }

        /** At a path as API Gateway hands it over: decoded. */
        Request at(String decoded) {
            return new Request(method, decoded, query, headers, body);
        }

        byte[] event() {
            ObjectNode event = JSON.createObjectNode();
            event.put("version", "2.0");
            event.put("routeKey", "$default");
            event.put("rawPath", path);
            event.put("rawQueryString", query);
            ObjectNode all = event.putObject("headers");
            all.put("host", "api.example.org");
            all.put("x-forwarded-proto", "https");
            headers.forEach(all::put);
            ObjectNode context = event.putObject("requestContext");
            context.put("accountId", "123456789012");
            context.put("apiId", "example");
            context.put("domainName", "api.example.org");
            context.put("requestId", "request-1");
            context.put("routeKey", "$default");
            context.put("stage", "$default");
            context.put("time", "01/Jan/2026:00:00:00 +0000");
            context.put("timeEpoch", 1_767_225_600_000L);
            context.putObject("http")
                    .put("method", method)
                    .put("path", path)
                    .put("protocol", "HTTP/1.1")
                    .put("sourceIp", "192.0.2.1")
                    .put("userAgent", "example");
            if (body.length > 0) {
                event.put("body", Base64.getEncoder().encodeToString(body));
            }
            event.put("isBase64Encoded", body.length > 0);
            return bytes(event);
        }
    }

    /** The answer to a request. */
    record Response(int status, Map<String, String> headers, byte[] body) {

        static Response of(byte[] answer) {
            JsonNode json = read(answer);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            json.path("multiValueHeaders")
                    .properties()
                    .forEach(header -> headers.put(
                            header.getKey(), header.getValue().path(0).asText()));
            json.path("headers")
                    .properties()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().asText()));
            String body = json.path("body").asText("");
            return new Response(
                    json.path("statusCode").asInt(),
                    headers,
                    json.path("isBase64Encoded").asBoolean()
                            ? Base64.getDecoder().decode(body)
                            : body.getBytes(StandardCharsets.UTF_8));
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return read(body);
        }
    }

    /** A stream tells that something was written, and not what. */
    static byte[] wake() {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode change = event.putArray("Records").addObject();
        change.put("eventName", "INSERT").put("eventSource", "aws:dynamodb");
        ObjectNode keys = change.putObject("dynamodb").putObject("Keys");
        keys.putObject("pk").put("S", "#deltas");
        keys.putObject("sk").put("S", "000000000001");
        return bytes(event);
    }

    static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
