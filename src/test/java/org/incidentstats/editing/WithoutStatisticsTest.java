package org.incidentstats.editing;

import java.time.Instant;
import java.util.Set;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.store.Door;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** The record can be written even while the statistics cannot be read. */
@QuarkusTest
@TestProfile(WithoutStatisticsTest.ApplicationOfItsOwn.class)
@TestSecurity(user = "editor@example.org", roles = "editor")
class WithoutStatisticsTest {

    /** No other test has this application, whose statistics cannot be read. */
    public static final class ApplicationOfItsOwn implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(Unreadable.class);
        }
    }

    @Alternative
    @Singleton
    static final class Unreadable implements Statistics {

        @Override
        public Snapshot now() {
            throw new Door.Unavailable("The table statistics is gone", null);
        }

        @Override
        public Snapshot at(Instant moment) {
            return now();
        }

        @Override
        public Snapshot at(long position) {
            return now();
        }
    }

    @Test
    void anEventIsEnteredThoughItsLikelyDuplicatesCannotBeFound() {
        given().contentType("application/json")
                .body(
                        """
                        {"id":"no-statistics","title":"Example","category":"attack","type":"bombing","date":"2023",
                        "places":[{"country":"TJK"}],"outcome":"completed","evidence":"official",
                        "sources":[{"title":"Example"}]}
                        """)
                .post("/v1/events")
                .then()
                .statusCode(201)
                .body("likelyDuplicates", nullValue());
        given().get("/v1/events/no-statistics").then().statusCode(200).body("version", equalTo(1));
    }
}
