package org.incidentstats.local;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The local edition shows the mail that it would have sent. */
@QuarkusTest
class MailPageTest {

    @Test
    void whatIsSentCanBeReadInTheBrowserAndByAMailProgram() {
        given().contentType("application/json")
                .body("{\"address\":\"local-reader@example.org\",\"language\":\"ru\"}")
                .post("/v1/subscriptions")
                .then()
                .statusCode(202);
        String list =
                given().get("/local/mail").then().statusCode(200).extract().asString();
        Matcher mails = Pattern.compile("href=\"(/local/mail/[^\"]*)\\.eml\"").matcher(list);
        String mail = null;
        while (mails.find() && mail == null) {
            boolean ours = given().get(mails.group(1) + ".eml").asString().contains("To: local-reader@example.org");
            mail = ours ? mails.group(1) : null;
        }
        assertTrue(mail != null, list);
        given().get(mail + ".html")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("Подтвердить подписку"));
        given().get(mail + ".eml")
                .then()
                .contentType("message/rfc822")
                .body(containsString("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
    }

    @Test
    void noOtherFileIsServed() {
        for (String file :
                new String[] {"..%2fmail.key", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "mail.key", "nothing.eml"}) {
            given().urlEncodingEnabled(false)
                    .get("/local/mail/" + file)
                    .then()
                    .statusCode(404)
                    .body(not(containsString("root:")));
        }
    }
}
