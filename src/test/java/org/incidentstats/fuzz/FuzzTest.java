package org.incidentstats.fuzz;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;

import org.incidentstats.local.LocalIssuer;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * No request breaks the service: no 5xx, no answer over its limit, no line of its log that the client wrote, and every
 * refusal a problem that names what was wrong. {@code -Dfuzz.seed=} repeats a run, {@code -Dfuzz.from=} and
 * {@code -Dfuzz.requests=} some requests of it.
 */
@QuarkusTest
@TestProfile(AttackedRecord.class)
class FuzzTest {

    @Inject
    LocalIssuer issuer;

    @TestHTTPResource("/")
    URI base;

    @Test
    void noRequestBreaksIt() throws Exception {
        long seed = Long.getLong("fuzz.seed", 7);
        int from = Integer.getInteger("fuzz.from", 0);
        int requests = Integer.getInteger("fuzz.requests", 20_000);
        String token = issuer.token("editor@example.org", Set.of("editor"), Duration.ofHours(1));
        List<Operation> operations = Operation.of(new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asByteArray()));
        assertTrue(operations.size() > 20, operations::toString);
        List<String> failures;
        String told;
        try (LogWatch log = new LogWatch();
                Target target = new Target(base)) {
            Attack attack = new Attack(target, new Probes(seed, operations, token), token);
            failures = new ArrayList<>(attack.run(from, from + requests));
            Optional<String> line = log.broken();
            while (line.isPresent()) {
                failures.add(line.get());
                line = log.broken();
            }
            told = "-Dfuzz.seed=%d, answers by status: %s".formatted(seed, attack.statuses());
            System.out.println(told);
            if (requests > 1_000) {
                // It got past the door: some requests are answered, and some change the record
                assertTrue(attack.statuses().keySet().containsAll(Set.of(200, 201, 202, 400, 401, 404)), told);
            }
        }
        assertEquals(List.of(), failures, () -> told + "\n" + String.join("\n", failures));
    }
}
