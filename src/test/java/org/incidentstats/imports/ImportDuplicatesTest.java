package org.incidentstats.imports;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.path.json.JsonPath;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** An import says which of its new events may be on record already, and merges nothing. */
@QuarkusTest
@TestProfile(RecordOfItsOwn.class)
@TestSecurity(user = "editor@example.org", roles = "editor")
class ImportDuplicatesTest {

    private static final String FILE =
            """
            id,date,title,type,countries,outcome,evidence,killed_best,sources
            same-1,2019-11-06,Attack on an outpost,armed-assault,TJK,completed,attributed,17,Example Gazette
            new-1,2019-11-06,Attack elsewhere,armed-assault,KGZ,completed,attributed,17,Example Gazette
            """;

    @Test
    void reportsWhatMayBeThereAlreadyWithTheReasons() {
        JsonPath job = Client.imported(FILE, "");
        assertEquals(2, job.getInt("counts.accepted"), job::prettify);
        String address = "/v1/imports/" + job.getString("id") + "/likely-duplicates";
        given().get(address)
                .then()
                .statusCode(200)
                .body("checked", equalTo(2))
                .body("events.event", equalTo(List.of("same-1")))
                .body("events[0].likelyDuplicates.event", equalTo(List.of("tajik-border-2019")))
                .body(
                        "events[0].likelyDuplicates[0].reasons",
                        hasItems("same country, TJK", "same date, 2019-11-06", "figures that can be one: killed"));
        assertTwoEvents("country=TJK&from=2019-11&to=2019-11");
        given().get(address + "?skip=2").then().statusCode(200).body("checked", equalTo(0));
        given().get(address + "?skip=x").then().statusCode(400);
        given().get("/v1/imports/nothing/likely-duplicates").then().statusCode(404);
    }

    @Test
    void twoRowsOfOneFileMayBeReportsOfTheSameIncident() {
        JsonPath job = Client.imported(
                """
                id,date,title,type,countries,outcome,evidence,killed_best,sources
                twin-1,2017-05-31,Attack on a bus,armed-assault,UZB,completed,attributed,4,Example Gazette
                twin-2,2017-05,Bus attacked,armed-assault,UZB,completed,attributed,4,Example Herald
                """,
                "");
        assertEquals(2, job.getInt("counts.accepted"), job::prettify);
        assertTwoEvents("country=UZB&from=2017-05&to=2017-05");
        given().get("/v1/imports/" + job.getString("id") + "/likely-duplicates")
                .then()
                .statusCode(200)
                .body("events.event", equalTo(List.of("twin-1", "twin-2")))
                .body("events.likelyDuplicates.event", equalTo(List.of(List.of("twin-2"), List.of("twin-1"))));
    }

    /** Both count until an editor decides. */
    private static void assertTwoEvents(String selection) {
        given().get("/v1/statistics?" + selection).then().statusCode(200).body("total.events", equalTo(2));
    }
}
