package org.incidentstats.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An editor at work over HTTP, who keeps what the edition has said. */
final class EditionClient {

    /** Of the ids of all that these clients enter. */
    static final String PREFIX = "durable-";

    /** Of events that are imported. */
    static final String TITLE = "An attack that was imported";

    private static final int ROWS = 400;

    private final EditionProcess edition;
    private final Acknowledged acknowledged;
    private final String token;

    EditionClient(EditionProcess edition, Acknowledged acknowledged) {
        this.edition = edition;
        this.acknowledged = acknowledged;
        this.token = edition.token();
    }

    /** Enters an event under its id as the idempotency key; a try whose answer is lost can be made again. */
    void enter(String id, String title) throws IOException, InterruptedException {
        acknowledged.asked(id);
        HttpResponse<String> answer;
        try {
            answer = edition.send(editor("/v1/events")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", id)
                    .POST(BodyPublishers.ofString(event(id, title))));
        } catch (IOException e) {
            acknowledged.unanswered(id, title);
            throw e;
        }
        if (answer.statusCode() == 503) {
            acknowledged.unanswered(id, title);
            return;
        }
        assertEquals(201, answer.statusCode(), answer::body);
        acknowledged.version(id, 1, title);
    }

    /** Enters an event, corrects it, and retracts some. */
    void work(String id, boolean retracted) throws IOException, InterruptedException {
        enter(id, "Entered as " + id);
        HttpResponse<String> corrected = edition.send(editor("/v1/events/" + id)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"v1\"")
                .PUT(BodyPublishers.ofString(event(id, "Corrected as " + id))));
        if (corrected.statusCode() != 200) {
            return;
        }
        acknowledged.version(id, 2, "Corrected as " + id);
        if (retracted) {
            HttpResponse<String> gone = edition.send(editor("/v1/events/" + id + "?reason=mistake")
                    .header("If-Match", "\"v2\"")
                    .DELETE());
            if (gone.statusCode() == 200) {
                acknowledged.version(id, 3, "Corrected as " + id);
            }
        }
    }

    /** Sends a file of new events; it is done when it is accepted, whatever happens to the edition. */
    void importFile(String name) throws IOException, InterruptedException {
        List<String> ids = IntStream.range(0, ROWS)
                .mapToObj(row -> PREFIX + name + "-" + row)
                .toList();
        ids.forEach(acknowledged::asked);
        String rows = ids.stream()
                .map(id -> id + ";2024-05;" + TITLE + ";armed-assault;TJK;completed;attributed;2;Example Gazette\n")
                .collect(Collectors.joining());
        HttpResponse<String> answer = edition.send(editor("/v1/imports")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(
                        "id;date;title;type;countries;outcome;evidence;killed_best;sources\n" + rows)));
        assertEquals(202, answer.statusCode(), answer::body);
        acknowledged.imported(
                URI.create(answer.headers().firstValue("Location").orElseThrow())
                        .getPath(),
                ids);
    }

    /** Makes the brief of a month, and keeps what it says. */
    void brief(String month, String country) throws IOException, InterruptedException {
        String path = "/v1/briefs/%s?country=%s".formatted(month, country);
        HttpResponse<String> made = edition.send(editor(path).POST(BodyPublishers.noBody()));
        assertTrue(List.of(200, 201, 503).contains(made.statusCode()), made::body);
        if (made.statusCode() != 503) {
            String shown = path + "&format=json";
            HttpResponse<String> content = edition.send(edition.at(shown));
            assertEquals(200, content.statusCode(), content::body);
            acknowledged.brief(shown, content.body());
        }
    }

    /** Has the columns made anew from the record, or lets go on what was begun. */
    void rebuild() throws IOException, InterruptedException {
        HttpResponse<String> answer = edition.send(editor("/local/rebuild").POST(BodyPublishers.noBody()));
        assertTrue(List.of(200, 503).contains(answer.statusCode()), answer::body);
    }

    /** Asks whether the columns are what the record says. */
    void compare() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                edition.send(editor("/local/rebuild?compareOnly=true").POST(BodyPublishers.noBody()));
        assertEquals(200, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("\"differences\":0"), answer::body);
    }

    private HttpRequest.Builder editor(String path) {
        return edition.at(path).header("Authorization", "Bearer " + token);
    }

    private static String event(String id, String title) {
        return """
                {"id":"%s","title":"%s","category":"enforcement","type":"arrest","date":"2024-03",
                 "places":[{"country":"DEU"}],"outcome":"completed","evidence":"official",
                 "sources":[{"title":"Example report"}]}"""
                .formatted(id, title);
    }
}
