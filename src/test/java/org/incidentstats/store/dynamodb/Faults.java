package org.incidentstats.store.dynamodb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** What DynamoDB does and DynamoDB Local does not: refuse a call, lose its answer, leave keys for another time. */
final class Faults implements ExecutionInterceptor {

    private final Deque<Supplier<SdkException>> refused = new ArrayDeque<>();
    private final Deque<Supplier<SdkException>> lost = new ArrayDeque<>();
    private final List<SdkRequest> calls = new ArrayList<>();
    private boolean always;
    private int left;

    /** The next call is not done. */
    Faults refuse(Supplier<SdkException> failure) {
        refused.add(failure);
        return this;
    }

    /** No call is done any more. */
    Faults refuseAll(Supplier<SdkException> failure) {
        always = true;
        return refuse(failure);
    }

    /** The next call is done, and its answer is lost. */
    Faults lose(Supplier<SdkException> failure) {
        lost.add(failure);
        return this;
    }

    /** The next reads of many keys answer for one key less, and none of one key. */
    Faults leaveOneKey(int reads) {
        left = reads;
        return this;
    }

    /** The calls that were made. */
    List<SdkRequest> calls() {
        return calls;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        calls.add(context.request());
        Supplier<SdkException> failure = always ? refused.peek() : refused.poll();
        if (failure != null) {
            throw failure.get();
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        Supplier<SdkException> failure = lost.poll();
        if (failure != null) {
            throw failure.get();
        }
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (left == 0 || !(context.request() instanceof BatchGetItemRequest request)) {
            return context.response();
        }
        left--;
        BatchGetItemResponse response = (BatchGetItemResponse) context.response();
        String table = request.requestItems().keySet().iterator().next();
        KeysAndAttributes asked = request.requestItems().get(table);
        var unread = asked.keys().get(0);
        return response.toBuilder()
                .responses(Map.of(
                        table,
                        response.responses().get(table).stream()
                                .filter(item -> !item.get(ItemSchema.KEY).equals(unread.get(ItemSchema.KEY)))
                                .toList()))
                .unprocessedKeys(
                        Map.of(table, asked.toBuilder().keys(List.of(unread)).build()))
                .build();
    }
}
