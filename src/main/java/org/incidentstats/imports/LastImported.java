package org.incidentstats.imports;

import java.util.Optional;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * What was last imported for an event: an item of the table {@code operations}. It is written before the event's
 * version, so after a crash it tells what was about to be done; whether it was done, the event's version tells.
 *
 * @param event    the event's id
 * @param digest   of the content that was imported
 * @param previous of the content that was imported before that
 * @param version  the version that the import was to add
 * @param job      the import
 * @param row      the row of its file, counted from 1 without blank rows
 * @param line     the line on which that row begins
 */
record LastImported(
        String event, String digest, Optional<String> previous, int version, String job, int row, long line) {

    private static final String SORT = "content";

    static final TableSchema<LastImported> SCHEMA = TableSchema.builder(LastImported.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(String.class, a -> a.name("pk")
                    .getter(i -> partition(i.event))
                    .setter((b, v) -> {})
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(
                    String.class,
                    a -> a.name("sk").getter(i -> SORT).setter((b, v) -> {}).tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(
                    String.class,
                    a -> a.name("event").getter(LastImported::event).setter((b, v) -> b.event = v))
            .addAttribute(
                    String.class,
                    a -> a.name("digest").getter(LastImported::digest).setter((b, v) -> b.digest = v))
            .addAttribute(
                    String.class,
                    a -> a.name("previous").getter(i -> i.previous.orElse(null)).setter((b, v) -> b.previous = v))
            .addAttribute(
                    Integer.class,
                    a -> a.name("version").getter(LastImported::version).setter((b, v) -> b.version = v))
            .addAttribute(
                    String.class, a -> a.name("job").getter(LastImported::job).setter((b, v) -> b.job = v))
            .addAttribute(
                    Integer.class, a -> a.name("row").getter(LastImported::row).setter((b, v) -> b.row = v))
            .addAttribute(
                    Long.class, a -> a.name("line").getter(LastImported::line).setter((b, v) -> b.line = v))
            .build();

    static String partition(String event) {
        return "imported#" + event;
    }

    static String sort() {
        return SORT;
    }

    static final class Builder {
        private String event;
        private String digest;
        private String previous;
        private int version;
        private String job;
        private int row;
        private long line;

        LastImported build() {
            return new LastImported(event, digest, Optional.ofNullable(previous), version, job, row, line);
        }
    }
}
