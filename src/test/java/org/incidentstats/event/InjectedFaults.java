package org.incidentstats.event;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Makes calls to DynamoDB fail as they do in the field: throttled, in conflict, or with their answer lost. */
public final class InjectedFaults implements ExecutionInterceptor {

    private final Random random;
    private final AtomicInteger injected = new AtomicInteger();
    private volatile double probability;

    public InjectedFaults(long seed, double probability) {
        this.random = new Random(seed);
        this.probability = probability;
    }

    /** How many there were. */
    public int injected() {
        return injected.get();
    }

    public void end() {
        probability = 0;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (chance()) {
            throw ProvisionedThroughputExceededException.builder()
                    .message("injected")
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("ProvisionedThroughputExceededException")
                            .build())
                    .build();
        }
        if (context.request() instanceof TransactWriteItemsRequest && chance()) {
            throw TransactionCanceledException.builder()
                    .message("injected")
                    .statusCode(400)
                    .cancellationReasons(CancellationReason.builder()
                            .code("TransactionConflict")
                            .build())
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("TransactionCanceledException")
                            .build())
                    .build();
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (chance()) {
            throw random.nextBoolean()
                    ? RetryableException.create("injected: the answer was lost")
                    : ApiCallTimeoutException.builder()
                            .message("injected: the answer was lost, and the client waits no longer")
                            .build();
        }
    }

    private boolean chance() {
        boolean happens = random.nextDouble() < probability;
        if (happens) {
            injected.incrementAndGet();
        }
        return happens;
    }
}
