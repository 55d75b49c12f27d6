package org.incidentstats.subscription;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import jakarta.inject.Singleton;

import org.incidentstats.platform.Tables;
import org.incidentstats.subscription.Secrets.Purpose;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * How often something may happen within a time, counted in the database, so that all functions count together. Who does
 * it is kept as a keyed hash.
 */
@Singleton
final class RateLimits {

    private final DynamoDbClient client;
    private final String table;
    private final Secrets secrets;
    private final Clock clock;

    RateLimits(DynamoDbClient client, Tables tables, Secrets secrets, Clock clock) {
        this.client = client;
        this.table = tables.operations();
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Counts one, unless there have been as many as may be. */
    boolean allows(String what, String who, int most, Duration within) {
        long window = clock.instant().getEpochSecond() / within.toSeconds();
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(Map.of(
                            "pk", text("limit#" + what + "#" + secrets.hash(Purpose.LIMIT, who)),
                            "sk", text(Long.toString(window))))
                    // The name of the attribute by which the table forgets
                    .updateExpression("ADD calls :one SET expires = :end")
                    .conditionExpression("attribute_not_exists(calls) OR calls < :most")
                    .expressionAttributeValues(Map.of(
                            ":one", AttributeValue.fromN("1"),
                            ":most", AttributeValue.fromN(Integer.toString(most)),
                            ":end", AttributeValue.fromN(Long.toString((window + 2) * within.toSeconds())))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
