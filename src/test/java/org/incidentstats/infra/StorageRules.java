package org.incidentstats.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.incidentstats.local.Databases;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** What must hold of the tables and the bucket. */
final class StorageRules {

    private static final List<String> CLOSED =
            List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets");

    private StorageRules() {}

    /** The resource of a table, by its name in the code. */
    static String resource(String table) {
        return table.substring(0, 1).toUpperCase() + table.substring(1) + "Table";
    }

    /** Tables are what the code creates elsewhere, and no mistake loses them. */
    static List<String> tables(Template template) {
        List<String> faults = new ArrayList<>();
        Set<String> wanted = new TreeSet<>();
        for (CreateTableRequest definition : Databases.TABLES.definitions()) {
            String name = resource(definition.tableName());
            wanted.add(name);
            JsonNode properties = template.properties(name);
            expect(
                    faults,
                    name,
                    definition.billingModeAsString(),
                    properties.path("BillingMode").asText());
            expect(faults, name, keys(definition.keySchema()), keys(properties.path("KeySchema")));
            expect(
                    faults,
                    name,
                    definition.attributeDefinitions().stream()
                            .map(one -> one.attributeName() + " " + one.attributeTypeAsString())
                            .collect(Collectors.toCollection(TreeSet::new)),
                    Template.elements(properties.path("AttributeDefinitions"))
                            .map(one -> one.path("AttributeName").asText() + " "
                                    + one.path("AttributeType").asText())
                            .collect(Collectors.toCollection(TreeSet::new)));
            expect(
                    faults,
                    name,
                    definition.globalSecondaryIndexes().stream()
                            .map(index -> index.indexName()
                                    + keys(index.keySchema())
                                    + index.projection().projectionTypeAsString())
                            .toList(),
                    Template.elements(properties.path("GlobalSecondaryIndexes"))
                            .map(index -> index.path("IndexName").asText()
                                    + keys(index.path("KeySchema"))
                                    + index.at("/Projection/ProjectionType").asText())
                            .toList());
            expect(
                    faults,
                    name,
                    definition.streamSpecification() == null
                            ? ""
                            : definition.streamSpecification().streamViewTypeAsString(),
                    properties.at("/StreamSpecification/StreamViewType").asText());
            expect(
                    faults,
                    name,
                    true,
                    properties
                            .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                            .asBoolean());
            expect(
                    faults,
                    name,
                    true,
                    properties.path("DeletionProtectionEnabled").asBoolean());
            expect(
                    faults,
                    name,
                    "Retain",
                    template.resource(name).path("DeletionPolicy").asText());
            expect(
                    faults,
                    name,
                    "Retain",
                    template.resource(name).path("UpdateReplacePolicy").asText());
        }
        expect(
                faults,
                "Tables",
                wanted,
                template.resources("AWS::DynamoDB::Table").keySet());
        return faults;
    }

    private static void expect(List<String> faults, String name, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            faults.add("%s: %s, not %s".formatted(name, actual, expected));
        }
    }

    private static List<String> keys(List<KeySchemaElement> keys) {
        return keys.stream()
                .map(key -> key.attributeName() + " " + key.keyTypeAsString())
                .toList();
    }

    private static List<String> keys(JsonNode keys) {
        return Template.elements(keys)
                .map(key -> key.path("AttributeName").asText() + " "
                        + key.path("KeyType").asText())
                .toList();
    }

    /** Nobody else reads an upload, and none stays for long. */
    static List<String> buckets(Template template) {
        List<String> faults = new ArrayList<>();
        template.resources("AWS::S3::Bucket").forEach((name, bucket) -> {
            JsonNode properties = bucket.path("Properties");
            CLOSED.forEach(setting -> expect(
                    faults,
                    name,
                    true,
                    properties
                            .path("PublicAccessBlockConfiguration")
                            .path(setting)
                            .asBoolean()));
            expect(
                    faults,
                    name,
                    false,
                    properties
                            .at("/BucketEncryption/ServerSideEncryptionConfiguration/0")
                            .isMissingNode());
            expect(
                    faults,
                    name,
                    true,
                    properties
                                    .at("/LifecycleConfiguration/Rules/0/ExpirationInDays")
                                    .asInt()
                            > 0);
            expect(
                    faults,
                    name,
                    "Enabled",
                    properties.at("/LifecycleConfiguration/Rules/0/Status").asText());
            expect(
                    faults,
                    name,
                    true,
                    properties
                            .at("/NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled")
                            .asBoolean());
            expect(
                    faults,
                    name,
                    true,
                    template.resources("AWS::S3::BucketPolicy").values().stream()
                            .filter(policy -> Template.target(policy.at("/Properties/Bucket"))
                                    .equals(name))
                            .flatMap(policy -> Template.elements(policy.at("/Properties/PolicyDocument/Statement")))
                            .anyMatch(StorageRules::deniesPlainHttp));
        });
        return faults;
    }

    private static boolean deniesPlainHttp(JsonNode statement) {
        return statement.path("Effect").asText().equals("Deny")
                && statement.path("Principal").asText().equals("*")
                && statement.path("Action").asText().equals("s3:*")
                && statement.path("Resource").size() == 2
                && statement
                        .at("/Condition/Bool")
                        .path("aws:SecureTransport")
                        .asText()
                        .equals("false");
    }
}
