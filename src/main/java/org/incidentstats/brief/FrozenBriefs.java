package org.incidentstats.brief;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Singleton;

import org.incidentstats.event.EventStore.VersionKey;
import org.incidentstats.platform.Patience;
import org.incidentstats.platform.Tables;
import org.incidentstats.statistics.Language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The frozen briefs, in the table {@code operations}. Of each language a brief keeps its numbers and its finished
 * workbook, so that neither another template nor another release of anything that writes workbooks or names countries
 * can change it. An item holds 400 KB, so files stand in parts, in the same table as everything else of a brief: what
 * is backed up, encrypted and deleted together stays together.
 *
 * <p>The brief's own item is written last and once, and once it is there, no other part of that brief is written. Before
 * the first part stands an item that names the attempt: what a process leaves that ends in the middle is deleted through
 * it, as soon as the brief is there.
 */
@Singleton
public final class FrozenBriefs {

    private static final int LARGEST_PART = 380_000;
    private static final String NUMBERS = ".json.gz";
    private static final String WORKBOOK = ".xlsx";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new ParameterNamesModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // A newer release may have written a member that this one does not know
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Expression NOT_THERE =
            Expression.builder().expression("attribute_not_exists(pk)").build();
    /** For processes that make the same brief at the same time. */
    private static final Duration BUDGET = Duration.ofSeconds(15);

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<BriefItem> items;

    public FrozenBriefs(DynamoDbEnhancedClient client, Tables tables) {
        this.client = client;
        this.items = client.table(tables.operations(), BriefItem.SCHEMA);
    }

    /** One language of a brief: its content, and its workbook. */
    record Edition(BriefContent content, byte[] workbook) {}

    /**
     * The numbers as they are kept.
     *
     * @param content   without the incidents
     * @param incidents which version of each the brief tells; the record keeps them for ever
     */
    record Numbers(BriefContent content, List<VersionKey> incidents) {}

    public Optional<FrozenBrief> find(YearMonth month, Scope scope) {
        return Optional.ofNullable(items.getItem(request -> request.key(key(BriefItem.briefs(scope), month.toString()))
                        .consistentRead(true)))
                .map(FrozenBriefs::brief);
    }

    /** Every brief of a scope, the newest month first. */
    public List<FrozenBrief> all(Scope scope) {
        return items
                .query(request -> request.queryConditional(
                                QueryConditional.keyEqualTo(key -> key.partitionValue(BriefItem.briefs(scope))))
                        .scanIndexForward(false)
                        .consistentRead(true))
                .items()
                .stream()
                .map(FrozenBriefs::brief)
                .toList();
    }

    /** Keeps a brief, unless there is one of its month and scope already; the one that is kept is the answer. */
    FrozenBrief keep(FrozenBrief brief, Map<Language, Edition> editions) {
        List<BriefItem> first = new ArrayList<>();
        first.add(new BriefItem(BriefItem.attempts(brief.scope()), brief.month() + "#" + brief.files(), null, null));
        editions.forEach((language, edition) -> {
            List<VersionKey> incidents = edition.content().incidents().stream()
                    .map(incident -> new VersionKey(
                            incident.version().id(), incident.version().version()))
                    .toList();
            byte[] numbers = compressed(write(new Numbers(edition.content(), incidents)));
            first.addAll(parts(brief.files(), language.code() + NUMBERS, numbers));
            first.addAll(parts(brief.files(), language.code() + WORKBOOK, edition.workbook()));
        });
        Key key = key(BriefItem.briefs(brief.scope()), brief.month().toString());
        if (first.stream().allMatch(item -> putBefore(key, item))) {
            putOnce(new BriefItem(
                    BriefItem.briefs(brief.scope()),
                    brief.month().toString(),
                    new String(write(brief), StandardCharsets.UTF_8),
                    null));
        }
        return settled(brief.month(), brief.scope()).orElseThrow();
    }

    /** A brief, if there is one, after what other attempts at it have left is deleted. */
    Optional<FrozenBrief> settled(YearMonth month, Scope scope) {
        Optional<FrozenBrief> kept = find(month, scope);
        kept.ifPresent(this::tidy);
        return kept;
    }

    /** Writes an item, unless the brief that it belongs to is there. */
    private boolean putBefore(Key brief, BriefItem item) {
        Patience patience = new Patience(BUDGET);
        while (true) {
            try {
                client.transactWriteItems(request -> request.addConditionCheck(
                                items,
                                ConditionCheck.builder()
                                        .key(brief)
                                        .conditionExpression(NOT_THERE)
                                        .build())
                        .addPutItem(items, item));
                return true;
            } catch (TransactionCanceledException e) {
                if ("ConditionalCheckFailed"
                        .equals(e.cancellationReasons().get(0).code())) {
                    return false;
                }
                patience.after(e);
            }
        }
    }

    private void putOnce(BriefItem brief) {
        Patience patience = new Patience(BUDGET);
        while (true) {
            try {
                items.putItem(request -> request.item(brief).conditionExpression(NOT_THERE));
                return;
            } catch (ConditionalCheckFailedException e) {
                // Somebody else was faster, or the answer to a first try was lost
                return;
            } catch (TransactionConflictException e) {
                patience.after(e);
            }
        }
    }

    private void tidy(FrozenBrief kept) {
        String prefix = kept.month() + "#";
        List<BriefItem> attempts = items
                .query(request -> request.queryConditional(QueryConditional.sortBeginsWith(
                                key -> key.partitionValue(BriefItem.attempts(kept.scope()))
                                        .sortValue(prefix)))
                        .consistentRead(true))
                .items()
                .stream()
                .toList();
        for (BriefItem attempt : attempts) {
            String files = attempt.sk().substring(prefix.length());
            if (!files.equals(kept.files())) {
                items.query(request -> request.queryConditional(
                                        QueryConditional.keyEqualTo(key -> key.partitionValue(BriefItem.files(files))))
                                .attributesToProject("pk", "sk")
                                .consistentRead(true))
                        .items()
                        .forEach(items::deleteItem);
            }
            items.deleteItem(attempt);
        }
    }

    /** The workbook, as it was made. */
    public byte[] workbook(FrozenBrief brief, Language language) {
        return get(brief.files(), language.code() + WORKBOOK);
    }

    Numbers numbers(FrozenBrief brief, Language language) {
        try {
            return JSON.readValue(
                    new GZIPInputStream(new ByteArrayInputStream(get(brief.files(), language.code() + NUMBERS))),
                    Numbers.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<BriefItem> parts(String files, String name, byte[] file) {
        List<BriefItem> parts = new ArrayList<>();
        for (int from = 0; from < file.length; from += LARGEST_PART) {
            byte[] some = Arrays.copyOfRange(file, from, Math.min(from + LARGEST_PART, file.length));
            parts.add(new BriefItem(
                    BriefItem.files(files),
                    String.format(Locale.ROOT, "%s#%04d", name, parts.size()),
                    null,
                    SdkBytes.fromByteArrayUnsafe(some)));
        }
        return parts;
    }

    private byte[] get(String files, String name) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        items.query(request -> request.queryConditional(QueryConditional.sortBeginsWith(key ->
                                key.partitionValue(BriefItem.files(files)).sortValue(name + "#")))
                        .consistentRead(true))
                .items()
                .forEach(part -> file.writeBytes(part.bytes().asByteArrayUnsafe()));
        return file.toByteArray();
    }

    private static FrozenBrief brief(BriefItem item) {
        try {
            return JSON.readValue(item.content(), FrozenBrief.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] write(Object content) {
        try {
            return JSON.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] compressed(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static Key key(String partition, String sort) {
        return Key.builder().partitionValue(partition).sortValue(sort).build();
    }
}
