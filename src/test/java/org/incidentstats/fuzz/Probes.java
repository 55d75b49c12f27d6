package org.incidentstats.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.incidentstats.fuzz.Operation.Parameter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Makes requests: each from its number alone, so that it can be made again. */
final class Probes {

    /** Sets apart the random numbers of requests that follow one another. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE");

    /** What the description gives no example of. */
    private static final Map<String, List<String>> RIGHT = Map.ofEntries(
            Map.entry("id", List.of("kerman-bombing", "fuzz-1", "fuzz-2", "fuzz-3", "20260101T120000000Z-6f1c2b3a")),
            Map.entry("country", List.of("TJK", "UZB", "AFG")),
            Map.entry("nationality", List.of("TJK", "unknown")),
            Map.entry("year", List.of("2023", "2024")),
            Map.entry("quarter", List.of("2023-Q3")),
            Map.entry("month", List.of("2023-07")),
            Map.entry("week", List.of("2023-W30")),
            Map.entry("day", List.of("2023-07-14")),
            Map.entry("asOf", List.of("2026-01-01", "2026-01-01T00:00:00Z")),
            Map.entry("lang", List.of("en", "ru")),
            Map.entry("reason", List.of("a mistake")),
            Map.entry("If-Match", List.of("\"v1\"", "\"v2\"", "*")),
            Map.entry("Idempotency-Key", List.of("key-1", "key-2")));

    private static final Map<String, List<String>> HEADERS = Map.ofEntries(
            Map.entry(
                    "Accept",
                    List.of(
                            "*/*",
                            "",
                            "text/csv",
                            "text/html",
                            "application/json;q=0",
                            "*/* ; q=0.7",
                            ",,text/csv",
                            "application/atom+xml",
                            "text/*;q=2",
                            "a/b;c=\",\"",
                            "json")),
            Map.entry("Accept-Language", List.of("ru", "", "en;q=0", "*", "xx-" + Hostile.MARK, "ru;q=nan", ",,")),
            Map.entry("Accept-Encoding", List.of("gzip", "deflate", "gzip;q=0", "", "br", Hostile.MARK)),
            Map.entry("If-None-Match", List.of("*", "\"v1\"", "W/\"v1\"", "", "v1", "\"\",\"", ",", "\"v1\", *")),
            Map.entry("If-Match", List.of("*", "\"v1\"", "W/\"v1\"", "", "v1", "\"v999999999999\"", ",")),
            Map.entry(
                    "If-Modified-Since",
                    List.of("Tue, 01 Jan 2030 00:00:00 GMT", "yesterday", "", "Tue, 99 Jan 2030 00:00:00 GMT")),
            Map.entry("If-Unmodified-Since", List.of("Tue, 01 Jan 2019 00:00:00 GMT", "never")),
            Map.entry("Range", List.of("bytes=0-1", "bytes=-1", "bytes=9-1", "lines=1-2")),
            Map.entry("Idempotency-Key", List.of("key-1", "", "a,b", "a b", "k".repeat(256))),
            Map.entry("Host", List.of("evil.example", "", "[", "a:b:c", "localhost:99999")),
            Map.entry("Origin", List.of("https://evil.example", "null")),
            Map.entry("Access-Control-Request-Method", List.of("PUT", Hostile.MARK)),
            Map.entry("X-Forwarded-For", List.of(Hostile.MARK, "1.2.3.4, ::1")),
            Map.entry("X-Forwarded-Host", List.of("evil.example")),
            Map.entry("X-HTTP-Method-Override", List.of("DELETE")),
            Map.entry("Cookie", List.of("a=b", "\u0001", ";;;")),
            Map.entry("Content-Encoding", List.of("gzip", "br", Hostile.MARK)));

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json;charset=utf-16",
            "application/json;charset=" + Hostile.MARK,
            "text/plain",
            "text/csv",
            "application/x-ndjson",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data;boundary=" + Bodies.BOUNDARY,
            "application/octet-stream",
            "",
            "/",
            Hostile.MARK,
            "application/json;",
            "*/*");

    private final long seed;
    private final List<Operation> operations;
    private final String token;
    private final JsonNode event;

    /**
     * @param token an editor's
     */
    Probes(long seed, List<Operation> operations, String token) {
        this.seed = seed;
        this.operations = operations;
        this.token = token;
        this.event = operations.stream()
                .filter(operation -> operation.path().equals("/v1/events")
                        && operation.method().equals("POST"))
                .map(operation -> operation.bodies().get("application/json"))
                .findFirst()
                .orElseThrow();
    }

    Probe probe(int number) {
        SplittableRandom random = new SplittableRandom(seed + number * STEP);
        Operation operation = Hostile.one(random, operations);
        return new One(random, operation).made();
    }

    /** The making of one request. */
    private final class One {

        private final SplittableRandom random;
        private final Operation operation;
        private final List<Map.Entry<String, String>> headers = new ArrayList<>();

        One(SplittableRandom random, Operation operation) {
            this.random = random;
            this.operation = operation;
        }

        Probe made() {
            String method = Hostile.chance(random, 93) ? operation.method() : Hostile.one(random, METHODS);
            List<String> query = query();
            String path = path();
            authorize();
            headers();
            byte[] body = method.equals("TRACE") || operation.bodies().isEmpty() && Hostile.chance(random, 95)
                    ? new byte[0]
                    : body();
            return new Probe(method, path, query, headers, body);
        }

        private String path() {
            String path = Stream.of(operation.path().substring(1).split("/"))
                    .map(part -> part.startsWith("{") ? place(part.substring(1, part.length() - 1)) : part)
                    .collect(Collectors.joining("/", "/", ""));
            if (Hostile.chance(random, 95)) {
                return path;
            }
            int place = 1 + random.nextInt(path.length() - 1);
            return switch (random.nextInt(6)) {
                case 0 -> path + "/";
                case 1 -> path + ";x=" + Hostile.MARK;
                case 2 -> path.replaceFirst("/v1", "/v1;x=1");
                case 3 -> path.replace("/", "//");
                case 4 ->
                    path.substring(0, place) + Hostile.inAddress(random, Hostile.text(random)) + path.substring(place);
                default -> path + "/" + Hostile.inAddress(random, Hostile.text(random));
            };
        }

        private String place(String name) {
            Parameter parameter = operation.parameters().stream()
                    .filter(one -> one.in().equals("path") && one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            String value = Hostile.inAddress(random, value(parameter));
            return value.equals(".") || value.equals("..") ? "%2e" : value;
        }

        private List<String> query() {
            List<Parameter> taken = operation.parameters().stream()
                    .filter(parameter -> parameter.in().equals("query"))
                    .toList();
            List<String> query = new ArrayList<>();
            for (int parameters = taken.isEmpty() ? 0 : random.nextInt(5); parameters > 0; parameters--) {
                Parameter parameter = Hostile.one(random, taken);
                query.add(parameter.name() + "=" + Hostile.inAddress(random, value(parameter)));
            }
            if (Hostile.chance(random, 5)) {
                query.add(Hostile.inAddress(random, Hostile.text(random))
                        + Hostile.one(random, List.of("", "=", "=1", "&&")));
            }
            return query;
        }

        private String value(Parameter parameter) {
            if (Hostile.chance(random, 45)) {
                return right(parameter);
            }
            if (parameter.isNumber() && Hostile.chance(random, 60)) {
                return Hostile.number(random);
            }
            return switch (random.nextInt(4)) {
                case 0 -> Hostile.time(random);
                case 1 -> right(parameter) + Hostile.text(random);
                default -> Hostile.text(random);
            };
        }

        private String right(Parameter parameter) {
            List<String> values = parameter.allowed();
            if (values.isEmpty()) {
                values = RIGHT.getOrDefault(
                        parameter.name(),
                        parameter.example().stream().map(JsonNode::asText).toList());
            }
            if (values.isEmpty()) {
                return Hostile.text(random);
            }
            List<String> from = values;
            int some = Hostile.chance(random, 70) ? 1 : 1 + random.nextInt(4);
            return IntStream.range(0, some)
                    .mapToObj(one -> Hostile.one(random, from))
                    .distinct()
                    .collect(Collectors.joining(","));
        }

        private void authorize() {
            if (Hostile.chance(random, operation.secured() ? 85 : 15)) {
                header("Authorization", "Bearer " + token);
            } else if (Hostile.chance(random, 10)) {
                header(
                        "Authorization",
                        Hostile.one(
                                random,
                                List.of(
                                        "Bearer",
                                        "Bearer " + Hostile.MARK,
                                        "Basic YTpi",
                                        "Bearer a.b.c",
                                        "",
                                        "Bearer " + token.substring(0, token.length() - 2),
                                        "Bearer " + token + "," + token)));
            }
        }

        private void headers() {
            operation.parameters().stream()
                    .filter(parameter -> parameter.in().equals("header") && Hostile.chance(random, 80))
                    .forEach(parameter -> header(
                            parameter.name(), Hostile.chance(random, 70) ? right(parameter) : Hostile.text(random)));
            for (int more = Hostile.chance(random, 50) ? random.nextInt(3) : 0; more > 0; more--) {
                String name =
                        Hostile.one(random, HEADERS.keySet().stream().sorted().toList());
                header(
                        name,
                        Hostile.chance(random, 80) ? Hostile.one(random, HEADERS.get(name)) : Hostile.text(random));
            }
        }

        private byte[] body() {
            List<String> types = operation.bodies().keySet().stream().sorted().toList();
            String type = types.isEmpty() || Hostile.chance(random, 10)
                    ? Hostile.one(random, TYPES)
                    : Hostile.one(random, types);
            if (type.equals("multipart/form-data")) {
                type += ";boundary=" + Bodies.BOUNDARY;
            }
            if (Hostile.chance(random, 97)) {
                header("Content-Type", type);
            }
            JsonNode example = operation.bodies().getOrDefault(type, event);
            return new Bodies(random, event).of(type, example instanceof MissingNode ? event : example);
        }

        /** What cannot stand in a header of HTTP at all is left out. */
        private void header(String name, String value) {
            headers.add(Map.entry(name, value.replaceAll("[^\\x20-\\x7e\\xa0-\\xff]", "")));
        }
    }
}
