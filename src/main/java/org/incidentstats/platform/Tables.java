package org.incidentstats.platform;

import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** The three tables: their names, which a deployment sets, and their keys, indexes and streams, which it does not. */
@ConfigMapping(prefix = "incidentstats.tables")
public interface Tables {

    /** The index of {@code events} by place in the record. */
    String CHANGES_INDEX = "changes";

    /** The index of {@code statistics} by type of event and by date, which holds the facts that count. */
    String NEAR_INDEX = "near";

    /** The record, the only truth: one item a version and one current item an event. Nothing in it is deleted. */
    @WithDefault("events")
    String events();

    /** Facts and cells, derived from the record and rebuildable at any time. */
    @WithDefault("statistics")
    String statistics();

    /** Briefs, subscriptions, deliveries and imports. */
    @WithDefault("operations")
    String operations();

    /** How the three are created. */
    default List<CreateTableRequest> definitions() {
        return List.of(
                CreateTableRequest.builder()
                        .tableName(events())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(text("id"), text("item"), text("feed"), number("sequence"))
                        .keySchema(hash("id"), range("item"))
                        .globalSecondaryIndexes(index(CHANGES_INDEX, hash("feed"), range("sequence")))
                        .streamSpecification(StreamSpecification.builder()
                                .streamEnabled(true)
                                .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                                .build())
                        .build(),
                keyed(statistics())
                        .attributeDefinitions(text("pk"), text("sk"), text("nt"), text("nd"))
                        .globalSecondaryIndexes(index(NEAR_INDEX, hash("nt"), range("nd")))
                        .build(),
                keyed(operations()).attributeDefinitions(text("pk"), text("sk")).build());
    }

    private static CreateTableRequest.Builder keyed(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(hash("pk"), range("sk"));
    }

    private static GlobalSecondaryIndex index(String name, KeySchemaElement... keys) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys)
                .projection(
                        Projection.builder().projectionType(ProjectionType.ALL).build())
                .build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static AttributeDefinition number(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.N)
                .build();
    }

    private static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }

    private static KeySchemaElement range(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.RANGE)
                .build();
    }
}
