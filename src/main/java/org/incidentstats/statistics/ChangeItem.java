package org.incidentstats.statistics;

import java.util.List;

import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * Which facts and blocks one revision has changed, so that a process that knows an earlier revision reads only those
 * again. The newest {@value #KEPT} are kept: each takes the place of one as many revisions older.
 *
 * @param revision the revision that the change led to
 * @param facts    the events whose facts changed
 * @param blocks   the blocks that changed, came or went
 */
record ChangeItem(int generation, long revision, List<String> facts, List<BlockKey> blocks) {

    static final int KEPT = 256;

    private static final EnhancedType<List<String>> LIST = EnhancedType.listOf(String.class);

    static final TableSchema<ChangeItem> SCHEMA = TableSchema.builder(ChangeItem.class, Builder.class)
            .newItemBuilder(
                    Builder::new,
                    b -> new ChangeItem(
                            Integer.parseInt(b.partition.substring(0, b.partition.indexOf(':'))),
                            b.revision,
                            b.facts,
                            b.blocks.stream().map(BlockKey::parse).toList()))
            .addAttribute(String.class, a -> a.name("pk")
                    .getter(item -> partition(item.generation()))
                    .setter((b, v) -> b.partition = v)
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("sk")
                    .getter(item -> sort(item.revision()))
                    .setter((b, v) -> {})
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(
                    Long.class, a -> a.name("r").getter(ChangeItem::revision).setter((b, v) -> b.revision = v))
            .addAttribute(LIST, a -> a.name("f").getter(ChangeItem::facts).setter((b, v) -> b.facts = v))
            .addAttribute(LIST, a -> a.name("b")
                    .getter(item ->
                            item.blocks().stream().map(BlockKey::toString).toList())
                    .setter((b, v) -> b.blocks = v))
            .build();

    static String partition(int generation) {
        return generation + ":changes";
    }

    static Key key(int generation, long revision) {
        return Key.builder()
                .partitionValue(partition(generation))
                .sortValue(sort(revision))
                .build();
    }

    private static String sort(long revision) {
        return Long.toString(revision % KEPT);
    }

    static final class Builder {
        private String partition;
        private long revision;
        private List<String> facts;
        private List<String> blocks;
    }
}
