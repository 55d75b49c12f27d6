package org.incidentstats.statistics;

import java.nio.ByteBuffer;

import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * A block as an item of the table {@code statistics}. Its partition is its cuboid in one generation.
 *
 * @param generation the generation that it is of
 */
record BlockItem(int generation, Block block) {

    static final TableSchema<BlockItem> SCHEMA = TableSchema.builder(BlockItem.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(String.class, a -> a.name("pk")
                    .getter(item ->
                            partition(item.generation(), item.block().key().layout()))
                    .setter((b, v) -> b.partition = v)
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("sk")
                    .getter(item -> item.block().key().sort())
                    .setter((b, v) -> b.sort = v)
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(ByteBuffer.class, a -> a.name("b")
                    .getter(item -> ByteBuffer.wrap(item.block().bytes()))
                    .setter((b, v) -> b.cells = v))
            .build();

    static String partition(int generation, Layout layout) {
        return generation + ":" + layout;
    }

    static Key key(int generation, BlockKey key) {
        return Key.builder()
                .partitionValue(partition(generation, key.layout()))
                .sortValue(key.sort())
                .build();
    }

    static final class Builder {
        private String partition;
        private String sort;
        private ByteBuffer cells;

        BlockItem build() {
            int colon = partition.indexOf(':');
            BlockKey key = new BlockKey(Layout.valueOf(partition.substring(colon + 1)), sort);
            return new BlockItem(Integer.parseInt(partition.substring(0, colon)), Block.of(key, cells.duplicate()));
        }
    }
}
