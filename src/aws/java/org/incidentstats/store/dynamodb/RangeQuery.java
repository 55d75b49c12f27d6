package org.incidentstats.store.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.incidentstats.store.Range;

import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A range as DynamoDB asks for it: with one condition for keys, of which the only one with two ends holds both of them, and
 * with the key behind which it begins, which must be within that condition.
 */
final class RangeQuery {

    private final Range range;

    RangeQuery(Range range) {
        this.range = range;
    }

    /** Whether no key can be in it, which DynamoDB would refuse to look for. */
    boolean isEmpty() {
        Optional<String> first = range.descending() ? range.from() : latest();
        Optional<String> end = end();
        return first.isPresent() && end.isPresent() && compare(first.get(), end.get()) >= 0;
    }

    QueryEnhancedRequest.Builder request() {
        QueryEnhancedRequest.Builder request =
                QueryEnhancedRequest.builder().queryConditional(condition()).scanIndexForward(!range.descending());
        begin().ifPresent(key -> request.exclusiveStartKey(Map.of(
                ItemSchema.PART, AttributeValue.fromS(range.part()), ItemSchema.KEY, AttributeValue.fromS(key))));
        return request;
    }

    /** Whether a key that is found is in the range: the end of a condition with two ends is not. */
    boolean holds(String key) {
        return !range.to().equals(Optional.of(key));
    }

    private QueryConditional condition() {
        // Upwards, whoever begins behind a key needs no condition that says from where
        Optional<String> from = range.descending() || begin().isEmpty() ? range.from() : Optional.empty();
        Optional<String> end = end();
        if (from.isPresent() && end.isPresent()) {
            return QueryConditional.sortBetween(key(from.get()), key(end.get()));
        }
        if (from.isPresent()) {
            return QueryConditional.sortGreaterThanOrEqualTo(key(from.get()));
        }
        return end.map(key -> QueryConditional.sortLessThan(key(key)))
                .orElseGet(() -> QueryConditional.keyEqualTo(
                        Key.builder().partitionValue(range.part()).build()));
    }

    private Key key(String key) {
        return Key.builder().partitionValue(range.part()).sortValue(key).build();
    }

    /** The key behind which DynamoDB begins. */
    private Optional<String> begin() {
        if (range.descending()) {
            return range.from().isPresent() ? end() : Optional.empty();
        }
        return range.after().filter(after -> latest().equals(Optional.of(after)));
    }

    /** The greater of the first key and the one behind which to begin. */
    private Optional<String> latest() {
        return Stream.of(range.after(), range.from()).flatMap(Optional::stream).max(RangeQuery::compare);
    }

    /** The key before which all are. */
    private Optional<String> end() {
        return range.descending()
                ? Stream.of(range.to(), range.after()).flatMap(Optional::stream).min(RangeQuery::compare)
                : range.to();
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
