package org.incidentstats.function;

import java.util.Map;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Functions without a framework, to compare with. They are called as an HTTP API calls them. */
public final class BareHandler {

    /** Answers with nothing but its own text. */
    public static final class Hello {
        public Map<String, Object> handle(Map<String, Object> event) {
            return Map.of("statusCode", 200, "body", "hello");
        }
    }

    /** Answers with an item of a table. */
    public static final class ReadsAnItem {

        private final DynamoDbClient database = DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();

        public Map<String, Object> handle(Map<String, Object> event) {
            Map<String, AttributeValue> item = database.getItem(request -> request.tableName("statistics")
                            .key(Map.of("pk", AttributeValue.fromS("state"), "sk", AttributeValue.fromS("live"))))
                    .item();
            return Map.of("statusCode", 200, "body", item.toString());
        }
    }

    private BareHandler() {}
}
