package org.incidentstats.event;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.incidentstats.platform.Tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item of the table {@code events}: one version of an event, or the event's current state, which repeats its
 * newest version so that it can be read without knowing which that is.
 *
 * @param item     {@value #CURRENT}, or the version as {@code v} and ten digits, so that versions stand in order
 * @param feed     the part of the feed of changes that the version stands in; the current item stands in none
 * @param write    which call wrote it, by which a writer whose answer was lost knows its own
 * @param version  the event's state
 * @param imported what was last imported for the event; only its current item tells
 */
record EventItem(String item, Optional<String> feed, String write, EventVersion version, Optional<Imported> imported) {

    static final String CURRENT = "current";

    /** How the sort key of every version begins. */
    static final String VERSIONS = "v";

    /** How many changes share one partition of the index, which DynamoDB keeps below 10 GB without a split. */
    private static final long CHANGES_IN_A_PART = 10_000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new ParameterNamesModule())
            // A newer release may have written a member that this one does not know.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static final TableSchema<EventItem> SCHEMA = TableSchema.builder(EventItem.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(String.class, a -> a.name("id")
                    .getter(i -> i.version.id())
                    .setter((b, v) -> b.id = v)
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("item")
                    .getter(EventItem::item)
                    .setter((b, v) -> b.item = v)
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(String.class, a -> a.name("feed")
                    .getter(i -> i.feed.orElse(null))
                    .setter((b, v) -> b.feed = v)
                    .tags(StaticAttributeTags.secondaryPartitionKey(Tables.CHANGES_INDEX)))
            .addAttribute(Long.class, a -> a.name("sequence")
                    .getter(i -> i.version.sequence())
                    .setter((b, v) -> b.sequence = v)
                    .tags(StaticAttributeTags.secondarySortKey(Tables.CHANGES_INDEX)))
            .addAttribute(
                    String.class, a -> a.name("write").getter(EventItem::write).setter((b, v) -> b.write = v))
            .addAttribute(
                    Integer.class,
                    a -> a.name("version").getter(i -> i.version.version()).setter((b, v) -> b.version = v))
            .addAttribute(
                    String.class,
                    a -> a.name("status").getter(i -> i.version.status().code()).setter((b, v) -> b.status = v))
            .addAttribute(Instant.class, a -> a.name("recordedAt")
                    .getter(i -> i.version.recordedAt())
                    .setter((b, v) -> b.recordedAt = v))
            .addAttribute(String.class, a -> a.name("recordedBy")
                    .getter(i -> i.version.recordedBy())
                    .setter((b, v) -> b.recordedBy = v))
            .addAttribute(String.class, a -> a.name("reason")
                    .getter(i -> i.version.reason().orElse(null))
                    .setter((b, v) -> b.reason = v))
            .addAttribute(Event.class, a -> a.name("event")
                    .getter(i -> i.version.event())
                    .setter((b, v) -> b.event = v)
                    .attributeConverter(new EventConverter()))
            .addAttribute(String.class, a -> a.name("importedDigest")
                    .getter(i -> i.imported.map(Imported::digest).orElse(null))
                    .setter((b, v) -> b.importedDigest = v))
            .addAttribute(Integer.class, a -> a.name("importedVersion")
                    .getter(i -> i.imported.map(Imported::version).orElse(null))
                    .setter((b, v) -> b.importedVersion = v))
            .addAttribute(String.class, a -> a.name("importedBy")
                    .getter(i -> i.imported.map(Imported::job).orElse(null))
                    .setter((b, v) -> b.importedBy = v))
            .build();

    static EventItem current(EventVersion version, Optional<Imported> imported, String write) {
        return new EventItem(CURRENT, Optional.empty(), write, version, imported);
    }

    static EventItem ofVersion(EventVersion version, String write) {
        return new EventItem(
                itemOf(version.version()), Optional.of(feedOf(version.sequence())), write, version, Optional.empty());
    }

    static String itemOf(int version) {
        return VERSIONS + String.format(Locale.ROOT, "%010d", version);
    }

    /** The part of the feed in which a change stands. */
    static String feedOf(long sequence) {
        return Long.toString(sequence / CHANGES_IN_A_PART);
    }

    static final class Builder {
        private String id;
        private String item;
        private String feed;
        private String write;
        private long sequence;
        private int version;
        private String status;
        private Instant recordedAt;
        private String recordedBy;
        private String reason;
        private Event event;
        private String importedDigest;
        private Integer importedVersion;
        private String importedBy;

        EventItem build() {
            return new EventItem(
                    item,
                    Optional.ofNullable(feed),
                    write,
                    new EventVersion(
                            id,
                            version,
                            status.equals(Status.ACTIVE.code()) ? Status.ACTIVE : Status.RETRACTED,
                            recordedAt,
                            recordedBy,
                            Optional.ofNullable(reason),
                            sequence,
                            event),
                    Optional.ofNullable(importedDigest)
                            .map(digest -> new Imported(digest, importedVersion, importedBy)));
        }
    }

    /** The content is a map in the item, of the same shape as in the API's JSON. */
    private static final class EventConverter implements AttributeConverter<Event> {

        @Override
        public AttributeValue transformFrom(Event event) {
            try {
                return AttributeValue.fromM(EnhancedDocument.fromJson(JSON.writeValueAsString(event))
                        .toMap());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Event transformTo(AttributeValue value) {
            Map<String, AttributeValue> members = value.m();
            try {
                return JSON.readValue(
                        EnhancedDocument.fromAttributeValueMap(members).toJson(), Event.class);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public EnhancedType<Event> type() {
            return EnhancedType.of(Event.class);
        }

        @Override
        public AttributeValueType attributeValueType() {
            return AttributeValueType.M;
        }
    }
}
