package org.incidentstats.store.dynamodb;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.incidentstats.store.Door.Busy;
import org.incidentstats.store.Door.Conflict;
import org.incidentstats.store.Door.Failure;
import org.incidentstats.store.Door.Unavailable;
import org.incidentstats.store.Door.UnknownOutcome;
import org.incidentstats.store.Patience;
import org.incidentstats.store.Place;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Calls of DynamoDB, repeated for a while where another try may help. The SDK repeats none: if it gave a conditional write
 * again whose answer was lost, what was done the first time would be told as a conflict.
 *
 * @param patience for how long
 */
record Attempts(Duration patience) {

    private static final int SERVER_ERROR = 500;
    private static final String CONDITION = "ConditionalCheckFailed";

    /** Why a transaction is cancelled that would do the next time. */
    private static final Set<String> PASSING =
            Set.of("None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    /** What changes nothing may be asked again, whatever went wrong. */
    <T> T read(Supplier<T> call) {
        Patience left = new Patience(patience);
        while (true) {
            try {
                return call.get();
            } catch (SdkException e) {
                left.after(isLost(e) ? new Busy("DynamoDB did not answer: " + e.getMessage(), e) : refusal(e));
            }
        }
    }

    /**
     * @param call   given a token by which DynamoDB recognises what it has been given before, if it looks at it
     * @param places of what is written, in the order of the call
     * @param once   whether it looks at the token, so that what it is given again is done once all the same
     */
    void write(Consumer<String> call, List<Place> places, boolean once) {
        Patience left = new Patience(patience);
        String token = UUID.randomUUID().toString();
        boolean lost = false;
        while (true) {
            try {
                call.accept(token);
                return;
            } catch (ConditionalCheckFailedException e) {
                throw new Conflict(places.get(0));
            } catch (TransactionCanceledException e) {
                Failure failure = cancelled(e, places);
                left.after(lost ? lost(e) : failure);
                token = lost ? token : UUID.randomUUID().toString();
            } catch (SdkException e) {
                lost |= isLost(e);
                Failure failure = lost ? lost(e) : refusal(e);
                if (lost && !once) {
                    throw failure;
                }
                left.after(failure);
            }
        }
    }

    /** What DynamoDB or the network did not do. */
    private static Failure refusal(SdkException e) {
        boolean passing = e instanceof TransactionConflictException
                || e instanceof SdkServiceException service && service.isThrottlingException()
                || isUnconnected(e);
        return passing
                ? new Busy("DynamoDB could not take it now: " + e.getMessage(), e)
                : new Unavailable("DynamoDB refused: " + e.getMessage(), e);
    }

    private static UnknownOutcome lost(SdkException e) {
        return new UnknownOutcome("Whether it was written is not known: " + e.getMessage(), e);
    }

    /**
     * @throws Conflict if a condition was not met
     */
    private static Failure cancelled(TransactionCanceledException e, List<Place> places) {
        Iterator<Place> place = places.iterator();
        for (CancellationReason reason : e.cancellationReasons()) {
            Place here = place.next();
            if (CONDITION.equals(reason.code())) {
                throw new Conflict(here);
            }
        }
        return e.cancellationReasons().stream().map(CancellationReason::code).allMatch(PASSING::contains)
                ? new Busy("Another transaction was in the way, or there were too many: " + e.getMessage(), e)
                : new Unavailable("DynamoDB refused: " + e.getMessage(), e);
    }

    /** Whether it may have been done all the same, or is being done. */
    private static boolean isLost(SdkException e) {
        if (e instanceof SdkServiceException service) {
            return e instanceof TransactionInProgressException
                    || service.statusCode() >= SERVER_ERROR && !service.isThrottlingException();
        }
        return !isUnconnected(e);
    }

    private static boolean isUnconnected(SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return true;
            }
        }
        return false;
    }
}
