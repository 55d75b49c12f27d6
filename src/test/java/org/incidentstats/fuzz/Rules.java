package org.incidentstats.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What must hold of every answer, whatever was asked. */
final class Rules {

    /** The largest answer to a request that is refused, in bytes. */
    static final int LARGEST_REFUSAL = 64 * 1024;

    /** The largest answer over a record as small as this one, in bytes. */
    static final int LARGEST_ANSWER = 4 * 1024 * 1024;

    private static final String PROBLEM = "application/problem+json";

    private final ObjectMapper mapper = new ObjectMapper();

    /** What is wrong with an answer, if anything is. */
    Optional<String> broken(Probe probe, Answer answer) {
        if (answer.status() >= 500) {
            return Optional.of("%d: %s".formatted(answer.status(), start(answer)));
        }
        if (answer.headers().stream().map(Map.Entry::getKey).anyMatch(name -> name.equalsIgnoreCase("X-Injected"))) {
            return Optional.of("the client wrote a header of the answer");
        }
        String type = answer.header("Content-Type").orElse("");
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (type.startsWith("text/html")
                && (text.contains("<img src=x onerror=" + Hostile.MARK) || text.contains("<script>" + Hostile.MARK))) {
            return Optional.of("the client wrote a part of the page");
        }
        if (answer.status() < 400) {
            return answer.body().length > LARGEST_ANSWER
                    ? Optional.of("an answer of %,d bytes".formatted(answer.body().length))
                    : Optional.empty();
        }
        if (answer.body().length > LARGEST_REFUSAL) {
            return Optional.of("a refusal of %,d bytes".formatted(answer.body().length));
        }
        if (!type.startsWith(PROBLEM)) {
            return Optional.of(
                    "%d is answered with '%s', no problem: %s".formatted(answer.status(), type, start(answer)));
        }
        return probe.method().equals("HEAD") ? Optional.empty() : ofProblem(answer);
    }

    private Optional<String> ofProblem(Answer answer) {
        JsonNode problem;
        try {
            problem = mapper.readTree(answer.body());
        } catch (IOException e) {
            return Optional.of("a problem that is no JSON: " + start(answer));
        }
        if (!problem.path("type").asText().startsWith("urn:incidentstats:problem:")
                || problem.path("title").asText().isBlank()
                || problem.path("status").asInt() != answer.status()
                || problem.path("instance").asText().isBlank()) {
            return Optional.of("a problem without all its members: " + start(answer));
        }
        // As HTTP itself words it, it names nothing of this request
        if (problem.path("detail").asText().isBlank()
                || problem.path("detail").asText().matches("HTTP \\d{3} .*")) {
            return Optional.of("a refusal that does not name what was wrong: " + start(answer));
        }
        for (JsonNode error : problem.path("errors")) {
            if (error.path("detail").asText().isBlank() || !error.has("parameter") && !error.has("pointer")) {
                return Optional.of("a fault that does not say where it is: " + start(answer));
            }
        }
        return Optional.empty();
    }

    private static String start(Answer answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        return text.substring(0, Math.min(400, text.length()));
    }
}
