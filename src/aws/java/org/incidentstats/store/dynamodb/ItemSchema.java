package org.incidentstats.store.dynamodb;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import org.incidentstats.store.Item;
import org.incidentstats.store.Place;
import org.incidentstats.store.Table;
import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

/** How an item stands in DynamoDB: the names of its attributes are those of the deployment, and of its time to live. */
final class ItemSchema {

    static final String PART = "pk";
    static final String KEY = "sk";
    static final String REVISION = "revision";
    private static final String BODY = "body";

    /** In seconds since 1970, as DynamoDB's time to live takes it. */
    private static final String EXPIRES = "expires";

    private ItemSchema() {}

    static TableSchema<Item> of(Table table) {
        return StaticImmutableTableSchema.builder(Item.class, Draft.class)
                .newItemBuilder(() -> new Draft(table), Draft::item)
                .addAttribute(String.class, attribute -> attribute
                        .name(PART)
                        .getter(item -> item.place().part())
                        .setter((draft, part) -> draft.part = part)
                        .tags(primaryPartitionKey()))
                .addAttribute(String.class, attribute -> attribute
                        .name(KEY)
                        .getter(item -> item.place().key())
                        .setter((draft, key) -> draft.key = key)
                        .tags(primarySortKey()))
                .addAttribute(Long.class, attribute -> attribute
                        .name(REVISION)
                        .getter(Item::revision)
                        .setter((draft, revision) -> draft.revision = revision))
                .addAttribute(SdkBytes.class, attribute -> attribute
                        .name(BODY)
                        .getter(item -> SdkBytes.fromByteArrayUnsafe(item.body()))
                        .setter((draft, body) -> draft.body = body.asByteArrayUnsafe()))
                .addAttribute(Long.class, attribute -> attribute
                        .name(EXPIRES)
                        .getter(item ->
                                item.expires().map(Instant::getEpochSecond).orElse(null))
                        .setter((draft, seconds) -> draft.expires = Optional.of(Instant.ofEpochSecond(seconds))))
                .build();
    }

    static Key key(Place place) {
        return Key.builder().partitionValue(place.part()).sortValue(place.key()).build();
    }

    /** An item while its attributes are read. */
    private static final class Draft {
        private final Table table;
        private @Nullable String part;
        private @Nullable String key;
        private long revision;
        private byte @Nullable [] body;
        private Optional<Instant> expires = Optional.empty();

        Draft(Table table) {
            this.table = table;
        }

        Item item() {
            return new Item(
                    new Place(table, Objects.requireNonNull(part), Objects.requireNonNull(key)),
                    revision,
                    Objects.requireNonNull(body),
                    expires);
        }
    }
}
