package org.incidentstats.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.incidentstats.event.Examples;
import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.imports.RecordOfItsOwn;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A strong tag names one body, also while the record changes. */
@QuarkusTest
@TestProfile(RecordOfItsOwn.class)
class TagsTest {

    private static final int WRITES = 40;

    private static final List<String> ADDRESSES = List.of(
            "/v1/events?limit=5",
            "/v1/events?format=csv",
            "/v1/statistics?by=country,year&format=csv",
            "/v1/statistics?by=type&format=json-stat",
            "/v1/trends?by=country&format=csv",
            "/v1/dimensions/country",
            "/v1/briefs/2023-07?format=json");

    @Inject
    EventStore events;

    @Test
    void neverTwoBodiesHaveOneTag() throws Exception {
        Map<String, String> bodies = new HashMap<>();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<?> writing = writer.submit(() -> IntStream.range(0, WRITES)
                    .forEach(number -> events.record(
                            List.of(new Creation("tagged-" + number, Examples.arrest(number))), "editor@example.org")));
            int asked = 0;
            while (!writing.isDone() || asked < WRITES) {
                String address = ADDRESSES.get(asked++ % ADDRESSES.size());
                Response answer = given().get(address);
                assertEquals(200, answer.statusCode(), address);
                String tag = answer.header("ETag");
                assertTrue(tag.startsWith("\""), address);
                String before = bodies.putIfAbsent(address + " " + tag, answer.asString());
                assertEquals(before == null ? answer.asString() : before, answer.asString(), address + " " + tag);
            }
            writing.get();
        } finally {
            writer.shutdownNow();
        }
    }
}
