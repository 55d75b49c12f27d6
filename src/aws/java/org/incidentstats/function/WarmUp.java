package org.incidentstats.function;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jboss.logging.Logger;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.runtime.StartupEvent;

/**
 * Answers questions before AWS Lambda takes a snapshot of the HTTP function, so that what is only made on first use is in
 * the snapshot: connections to the database, serializers, compiled code, a workbook. Without a snapshot it does nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Lambda SnapStart runtime
 *     hooks for Java</a>
 */
@Singleton
final class WarmUp implements Resource {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    /** In the environment of every function: the class that is called, and its method. */
    private static final String HANDLER = "_HANDLER";

    private static final List<String> QUESTIONS = List.of(
            "/v1/statistics",
            "/v1/statistics?by=country&measure=events,killed",
            "/v1/statistics?by=country,year&format=csv",
            "/v1/statistics?by=year&format=xlsx",
            "/v1/trends?by=country",
            "/v1/events?limit=1",
            "/v1/events?limit=1&format=csv",
            "/v1/dimensions",
            "/v1/briefs",
            "/v1/statistics?by=nothing");

    private static final int ROUNDS = 10;

    private static final String REQUEST =
            """
            {"version": "2.0", "routeKey": "$default", "rawPath": "%s", "rawQueryString": "%s",
             "headers": {"host": "localhost", "accept": "*/*"},
             "requestContext": {"domainName": "localhost", "requestId": "warm-up", "stage": "$default",
               "http": {"method": "GET", "path": "%s", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1"}},
             "isBase64Encoded": false}
            """;

    void register(@Observes StartupEvent event) {
        Core.getGlobalContext().register(this);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws Exception {
        String handler = System.getenv(HANDLER).split("::")[0];
        Object function = Class.forName(handler, true, Thread.currentThread().getContextClassLoader())
                .getConstructor()
                .newInstance();
        if (function instanceof RequestStreamHandler http) {
            for (int round = 0; round < ROUNDS; round++) {
                for (String question : QUESTIONS) {
                    ask(http, question);
                }
            }
        }
    }

    /** A question without an answer, because the database is out of reach, is one that stays cold. */
    private static void ask(RequestStreamHandler http, String question) {
        String[] parts = (question + "?").split("\\?", -1);
        byte[] event = REQUEST.formatted(parts[0], parts[1], parts[0]).getBytes(StandardCharsets.UTF_8);
        try {
            http.handleRequest(new ByteArrayInputStream(event), new ByteArrayOutputStream(), null);
        } catch (Exception e) {
            LOG.warnf(e, "Not warmed up: %s", question);
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Connections that broke meanwhile are opened again by who uses them
    }
}
