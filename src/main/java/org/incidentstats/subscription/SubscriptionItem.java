package org.incidentstats.subscription;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * An item of the table {@code operations} that belongs to mail and has no more than a text: a subscription, an address
 * to be left alone, a monthly run.
 *
 * @param pk      the kind of item
 * @param sk      which one
 * @param content JSON
 */
record SubscriptionItem(String pk, String sk, String content) {

    static final TableSchema<SubscriptionItem> SCHEMA = TableSchema.builder(SubscriptionItem.class, Builder.class)
            .newItemBuilder(Builder::new, b -> new SubscriptionItem(b.pk, b.sk, b.content))
            .addAttribute(String.class, a -> a.name("pk")
                    .getter(SubscriptionItem::pk)
                    .setter((b, v) -> b.pk = v)
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("sk")
                    .getter(SubscriptionItem::sk)
                    .setter((b, v) -> b.sk = v)
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(
                    String.class,
                    a -> a.name("content").getter(SubscriptionItem::content).setter((b, v) -> b.content = v))
            .build();

    static final class Builder {
        private String pk;
        private String sk;
        private String content;
    }
}
