package org.incidentstats.imports;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.incidentstats.platform.Tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Imports in the table {@code operations}: jobs, and what they refused and created. */
@Singleton
public final class ImportStore {

    private static final String MAPPING = "mapping";
    private static final String REFUSED = "refused#";
    private static final String CREATED = "created#";

    /** Below DynamoDB's 400 KB for an item, in characters of at most three bytes. */
    private static final int LARGEST_CONTENT = 120_000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule(), new ParameterNamesModule())
            .build();

    private final DynamoDbTable<JobItem> items;

    ImportStore(DynamoDbEnhancedClient client, Tables tables) {
        this.items = client.table(tables.operations(), JobItem.SCHEMA);
    }

    /** A job as it was written for the n-th time. */
    record Saved(ImportJob job, long revision) {}

    Optional<Saved> find(String id) {
        return Optional.ofNullable(items.getItem(
                        request -> request.key(key(JobItem.JOBS, id)).consistentRead(true)))
                .map(ImportStore::saved);
    }

    /** The newest jobs, the newest first. */
    List<ImportJob> newest(int limit) {
        return jobs().limit(limit).map(Saved::job).toList();
    }

    /** The ids of the jobs that are neither completed nor failed, the oldest first. */
    public List<String> unfinished() {
        return jobs().map(Saved::job)
                .filter(job -> !job.finished())
                .map(ImportJob::id)
                .sorted()
                .toList();
    }

    private Stream<Saved> jobs() {
        return items
                .query(request -> request.queryConditional(
                                QueryConditional.keyEqualTo(key -> key.partitionValue(JobItem.JOBS)))
                        .scanIndexForward(false)
                        .consistentRead(true))
                .items()
                .stream()
                .map(ImportStore::saved);
    }

    private static Saved saved(JobItem item) {
        return new Saved(read(item.content(), new TypeReference<>() {}), item.revision());
    }

    /**
     * Writes a job, if nobody else has since it was read.
     *
     * @return the job as it is now; empty if somebody else is at it
     */
    Optional<Saved> save(ImportJob job, long revision) {
        try {
            items.putItem(request -> request.item(new JobItem(JobItem.JOBS, job.id(), write(job), revision + 1))
                    .conditionExpression(
                            revision == 0
                                    ? Expression.builder()
                                            .expression("attribute_not_exists(pk)")
                                            .build()
                                    : Expression.builder()
                                            .expression("revision = :revision")
                                            .putExpressionValue(
                                                    ":revision", AttributeValue.fromN(Long.toString(revision)))
                                            .build()));
            return Optional.of(new Saved(job, revision + 1));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    void saveMapping(String job, String text) {
        items.putItem(new JobItem(JobItem.partition(job), MAPPING, text, 0));
    }

    /** The mapping that was sent along with a file. */
    Optional<String> mapping(String job) {
        return Optional.ofNullable(items.getItem(key(JobItem.partition(job), MAPPING)))
                .map(JobItem::content);
    }

    /**
     * Keeps the rows that one step refused; the same step over again replaces them.
     *
     * @param step the number of rows before the step
     */
    void refused(String job, int step, List<RefusedRow> rows) {
        List<JobItem> chunks = new ArrayList<>();
        List<RefusedRow> chunk = new ArrayList<>();
        int length = 0;
        for (RefusedRow row : rows) {
            int more = write(row).length();
            if (!chunk.isEmpty() && length + more > LARGEST_CONTENT) {
                chunks.add(item(job, REFUSED, step, chunks.size(), chunk));
                chunk = new ArrayList<>();
                length = 0;
            }
            chunk.add(row);
            length += more;
        }
        if (!chunk.isEmpty()) {
            chunks.add(item(job, REFUSED, step, chunks.size(), chunk));
        }
        chunks.forEach(items::putItem);
    }

    /** The rows that a job has refused, in the order of its file. */
    Stream<RefusedRow> refused(String job) {
        return left(job, REFUSED)
                .flatMap(item -> read(item.content(), new TypeReference<List<RefusedRow>>() {}).stream());
    }

    /** Keeps the ids of the events that one step created. */
    void created(String job, int step, List<String> ids) {
        if (!ids.isEmpty()) {
            items.putItem(item(job, CREATED, step, 0, ids));
        }
    }

    /** The ids of the events that a job has put on record as new, in the order of its file. */
    public Stream<String> created(String job) {
        return left(job, CREATED).flatMap(item -> read(item.content(), new TypeReference<List<String>>() {}).stream());
    }

    private Stream<JobItem> left(String job, String kind) {
        return items
                .query(request -> request.queryConditional(QueryConditional.sortBeginsWith(key ->
                                key.partitionValue(JobItem.partition(job)).sortValue(kind)))
                        .consistentRead(true))
                .items()
                .stream();
    }

    private static JobItem item(String job, String kind, int step, int part, Object content) {
        return new JobItem(
                JobItem.partition(job), String.format(Locale.ROOT, "%s%09d#%03d", kind, step, part), write(content), 0);
    }

    private static Key key(String partition, String sort) {
        return Key.builder().partitionValue(partition).sortValue(sort).build();
    }

    private static String write(Object content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(String content, TypeReference<T> type) {
        try {
            return JSON.readValue(content, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
