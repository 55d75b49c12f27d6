package org.incidentstats.function;

import java.util.Map;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import org.incidentstats.statistics.BareStatistics;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Functions without a framework, to compare with. They are called as an HTTP API calls them. */
public final class BareHandler {

    /** Answers with nothing but its own text. */
    public static final class Hello {
        public Map<String, Object> handle(Map<String, Object> event) {
            return Map.of("statusCode", 200, "body", "hello");
        }
    }

    /** Answers the question that the function {@code api} is asked, from the same tables. */
    public static final class Counts {

        private final BareStatistics statistics = new BareStatistics(DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());

        public Map<String, Object> handle(Map<String, Object> event) {
            MultivaluedMap<String, String> question = new MultivaluedHashMap<>();
            for (String parameter : event.get("rawQueryString").toString().split("&")) {
                String[] parts = parameter.split("=");
                question.add(parts[0], parts[1]);
            }
            return Map.of("statusCode", 200, "body", statistics.answer(question));
        }
    }

    private BareHandler() {}
}
