package org.incidentstats.brief;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * An item of the table {@code operations} that belongs to a frozen brief: what it is, a part of one of its files, or the
 * attempt at it while it is being made.
 *
 * @param pk      the scope for a brief and for an attempt, the id of its files for a part
 * @param sk      the month for a brief, the month and the id of its files for an attempt, the file and the part's place in
 *                it for a part
 * @param content JSON, for a brief
 * @param bytes   for a part
 */
record BriefItem(String pk, String sk, String content, SdkBytes bytes) {

    static final TableSchema<BriefItem> SCHEMA = TableSchema.builder(BriefItem.class, Builder.class)
            .newItemBuilder(Builder::new, b -> new BriefItem(b.pk, b.sk, b.content, b.bytes))
            .addAttribute(String.class, a -> a.name("pk")
                    .getter(BriefItem::pk)
                    .setter((b, v) -> b.pk = v)
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("sk")
                    .getter(BriefItem::sk)
                    .setter((b, v) -> b.sk = v)
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(
                    String.class,
                    a -> a.name("content").getter(BriefItem::content).setter((b, v) -> b.content = v))
            .addAttribute(
                    SdkBytes.class,
                    a -> a.name("bytes").getter(BriefItem::bytes).setter((b, v) -> b.bytes = v))
            .build();

    static String briefs(Scope scope) {
        return "briefs#" + scope.query();
    }

    static String files(String id) {
        return "brief#" + id;
    }

    static String attempts(Scope scope) {
        return "brief-attempts#" + scope.query();
    }

    static final class Builder {
        private String pk;
        private String sk;
        private String content;
        private SdkBytes bytes;
    }
}
