package org.incidentstats.function;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

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
                    .fields()
                    .forEachRemaining(header -> headers.put(
                            header.getKey(), header.getValue().path(0).asText()));
            json.path("headers")
                    .fields()
                    .forEachRemaining(header ->
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

    /** A batch of a table's stream. */
    static byte[] batch(List<Record> records) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode all = event.putArray("Records");
        for (Record record : records) {
            ObjectNode change = all.addObject();
            change.put("eventID", record.eventID());
            change.put("eventName", record.eventNameAsString());
            change.put("eventVersion", "1.1");
            change.put("eventSource", "aws:dynamodb");
            change.put("awsRegion", "eu-central-1");
            change.put("eventSourceARN", "arn:aws:dynamodb:eu-central-1:123456789012:table/events/stream/example");
            ObjectNode data = change.putObject("dynamodb");
            data.put(
                    "ApproximateCreationDateTime",
                    record.dynamodb().approximateCreationDateTime().getEpochSecond());
            data.put("SequenceNumber", record.dynamodb().sequenceNumber());
            data.put("SizeBytes", record.dynamodb().sizeBytes());
            data.put("StreamViewType", record.dynamodb().streamViewTypeAsString());
            data.set("Keys", item(record.dynamodb().keys()));
            if (record.dynamodb().hasNewImage()) {
                data.set("NewImage", item(record.dynamodb().newImage()));
            }
            if (record.dynamodb().hasOldImage()) {
                data.set("OldImage", item(record.dynamodb().oldImage()));
            }
        }
        return bytes(event);
    }

    private static ObjectNode item(Map<String, AttributeValue> item) {
        ObjectNode json = JSON.createObjectNode();
        item.forEach((name, value) -> json.set(name, value(value)));
        return json;
    }

    private static ObjectNode value(AttributeValue value) {
        ObjectNode json = JSON.createObjectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case B -> json.put("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case M -> json.set("M", item(value.m()));
            case L -> {
                ArrayNode list = json.putArray("L");
                value.l().forEach(element -> list.add(value(element)));
            }
            case SS -> {
                ArrayNode set = json.putArray("SS");
                value.ss().forEach(set::add);
            }
            default -> throw new IllegalArgumentException(value.toString());
        }
        return json;
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
