package org.incidentstats.editing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import org.incidentstats.local.EmptyRecord;
import org.incidentstats.local.LocalIssuer;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Of many who start from one version, one changes it, and each other one is told so. */
@QuarkusTest
@TestProfile(EmptyRecord.class)
class SimultaneousCorrectionsTest {

    private static final int EDITORS = 20;
    private static final int ROUNDS = 5;

    @Inject
    LocalIssuer issuer;

    @Test
    void oneIsMadeAndAllOthersAreStale() throws Exception {
        editor().body(event(0)).post("/v1/events").then().statusCode(201);
        ExecutorService editors = Executors.newFixedThreadPool(EDITORS);
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                String tag = "\"v%d\"".formatted(round);
                CyclicBarrier all = new CyclicBarrier(EDITORS);
                List<Callable<Integer>> corrections = new ArrayList<>();
                for (int editor = 1; editor <= EDITORS; editor++) {
                    RequestSpecification request =
                            editor().header("If-Match", tag).body(event(round * 100 + editor));
                    corrections.add(() -> {
                        all.await();
                        return request.put("/v1/events/wanted").statusCode();
                    });
                }
                List<Integer> answers = new ArrayList<>();
                for (Future<Integer> answer : editors.invokeAll(corrections)) {
                    answers.add(answer.get());
                }
                List<Integer> right = new ArrayList<>(Collections.nCopies(EDITORS - 1, 412));
                right.add(0, 200);
                Collections.sort(answers);
                assertEquals(right, answers);
            }
        } finally {
            editors.shutdownNow();
        }
    }

    private static String event(int arrested) {
        return """
                {"id": "wanted", "title": "Arrests", "category": "enforcement", "type": "arrest", "date": "2024-03",
                 "places": [{"country": "DEU"}], "outcome": "completed", "evidence": "official",
                 "arrested": {"best": %d}, "sources": [{"publisher": "Example News", "title": "Arrests"}]}
                """
                .formatted(arrested);
    }

    private RequestSpecification editor() {
        return given().contentType(ContentType.JSON)
                .auth()
                .oauth2(issuer.token("editor@example.org", Set.of("editor"), Duration.ofHours(1)));
    }
}
