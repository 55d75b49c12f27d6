package org.incidentstats.editing;

import jakarta.inject.Inject;

import org.incidentstats.platform.Tables;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** The record can be written even while the statistics cannot be read. */
@QuarkusTest
@TestProfile(WithoutStatisticsTest.ApplicationOfItsOwn.class)
@TestSecurity(user = "editor@example.org", roles = "editor")
class WithoutStatisticsTest {

    /** No other test has this application, whose statistics are gone. */
    public static final class ApplicationOfItsOwn implements QuarkusTestProfile {}

    @Inject
    DynamoDbClient database;

    @Inject
    Tables tables;

    @Test
    void anEventIsEnteredThoughItsLikelyDuplicatesCannotBeFound() {
        database.deleteTable(request -> request.tableName(tables.statistics()));
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
