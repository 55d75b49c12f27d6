package org.incidentstats.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.store.Table;

import com.fasterxml.jackson.databind.JsonNode;

/** What must hold of the tables and the bucket. */
final class StorageRules {

    private static final List<String> CLOSED =
            List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets");

    private StorageRules() {}

    /** The resource of a table. */
    static String resource(Table table) {
        return table.name().substring(0, 1) + table.name().substring(1).toLowerCase(Locale.ROOT) + "Table";
    }

    /** Tables are what the door stands on: a part, a key and nothing else; and no mistake loses them. */
    static List<String> tables(Template template) {
        List<String> faults = new ArrayList<>();
        for (Table table : Table.values()) {
            String name = resource(table);
            JsonNode properties = template.properties(name);
            expect(
                    faults,
                    name,
                    "PAY_PER_REQUEST",
                    properties.path("BillingMode").asText());
            expect(faults, name, List.of("pk HASH", "sk RANGE"), keys(properties.path("KeySchema")));
            expect(
                    faults,
                    name,
                    Set.of("pk S", "sk S"),
                    Template.elements(properties.path("AttributeDefinitions"))
                            .map(one -> one.path("AttributeName").asText() + " "
                                    + one.path("AttributeType").asText())
                            .collect(Collectors.toSet()));
            expect(faults, name, 0, properties.path("GlobalSecondaryIndexes").size());
            // Who is woken looks for himself
            expect(
                    faults,
                    name,
                    table == Table.EVENTS ? "KEYS_ONLY" : "",
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
                Stream.of(Table.values()).map(StorageRules::resource).collect(Collectors.toSet()),
                template.resources("AWS::DynamoDB::Table").keySet());
        return faults;
    }

    private static void expect(List<String> faults, String name, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            faults.add("%s: %s, not %s".formatted(name, actual, expected));
        }
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
                    "Enabled",
                    properties.at("/VersioningConfiguration/Status").asText());
            expect(
                    faults,
                    name,
                    true,
                    properties
                                    .at("/LifecycleConfiguration/Rules/0/NoncurrentVersionExpiration/NoncurrentDays")
                                    .asInt()
                            > 0);
            expect(
                    faults,
                    name,
                    true,
                    properties
                            .at("/LifecycleConfiguration/Rules/1/ExpiredObjectDeleteMarker")
                            .asBoolean());
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
