package org.incidentstats.imports;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * An item of the table {@code operations} that belongs to an import: the job itself, the mapping that was sent along,
 * or what one step of it left.
 *
 * @param pk       {@value #JOBS} for a job, else the import
 * @param sk       the import's id for a job, else the kind of item and the row with which the step began
 * @param content  JSON, or the text of a mapping
 * @param revision how often a job was written; 0 for the others
 */
record JobItem(String pk, String sk, String content, long revision) {

    static final String JOBS = "imports";

    static final TableSchema<JobItem> SCHEMA = TableSchema.builder(JobItem.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(String.class, a -> a.name("pk")
                    .getter(JobItem::pk)
                    .setter((b, v) -> b.pk = v)
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("sk")
                    .getter(JobItem::sk)
                    .setter((b, v) -> b.sk = v)
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(
                    String.class,
                    a -> a.name("content").getter(JobItem::content).setter((b, v) -> b.content = v))
            .addAttribute(
                    Long.class,
                    a -> a.name("revision").getter(JobItem::revision).setter((b, v) -> b.revision = v))
            .build();

    static String partition(String job) {
        return "import#" + job;
    }

    static final class Builder {
        private String pk;
        private String sk;
        private String content;
        private long revision;

        JobItem build() {
            return new JobItem(pk, sk, content, revision);
        }
    }
}
