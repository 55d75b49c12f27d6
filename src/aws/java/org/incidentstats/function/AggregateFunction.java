package org.incidentstats.function;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.incidentstats.platform.Gauge;
import org.incidentstats.platform.Telemetry;
import org.incidentstats.statistics.Aggregator;
import org.incidentstats.statistics.Aggregator.StreamRecord;
import org.incidentstats.statistics.Aggregator.Taken;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.transformers.v2.dynamodb.DynamodbAttributeValueTransformer;

/**
 * Carries the stream of the table {@code events} into facts and cells. It answers with the records that could not be
 * taken in; Lambda delivers the stream again from the first of them on, and what was taken in already does nothing then.
 */
public final class AggregateFunction {

    private final Aggregator aggregator = Application.bean(Aggregator.class);
    private final Telemetry telemetry = Application.bean(Telemetry.class);
    private final Clock clock = Application.bean(Clock.class);

    public StreamsEventResponse handle(DynamodbEvent event) {
        List<StreamRecord> changes = new ArrayList<>();
        for (DynamodbStreamRecord record : event.getRecords()) {
            Optional.ofNullable(record.getDynamodb().getNewImage())
                    .ifPresent(image -> changes.add(new StreamRecord(
                            record.getDynamodb().getSequenceNumber(),
                            DynamodbAttributeValueTransformer.toAttributeValueMapV2(image))));
        }
        Taken taken = aggregator.take(changes);
        telemetry.tell(
                Map.of(
                        Gauge.CHANGES, changes.size() - taken.failed().size() - taken.setAside(),
                        Gauge.SET_ASIDE, taken.setAside(),
                        Gauge.LAG, lag(event).toMillis()),
                Map.of(),
                Map.of());
        return StreamsEventResponse.builder()
                .withBatchItemFailures(taken.failed().stream()
                        .map(number -> BatchItemFailure.builder()
                                .withItemIdentifier(number)
                                .build())
                        .toList())
                .build();
    }

    /** How long ago the oldest change was made. */
    private Duration lag(DynamodbEvent event) {
        return event.getRecords().stream()
                .flatMap(record -> Stream.ofNullable(record.getDynamodb().getApproximateCreationDateTime()))
                .map(Date::toInstant)
                .min(Comparator.naturalOrder())
                .map(oldest -> Duration.between(oldest, clock.instant()))
                .orElse(Duration.ZERO);
    }
}
