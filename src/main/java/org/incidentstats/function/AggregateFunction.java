package org.incidentstats.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.incidentstats.statistics.Aggregator;
import org.incidentstats.statistics.Aggregator.StreamRecord;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.transformers.v2.dynamodb.DynamodbAttributeValueTransformer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Carries the stream of the table {@code events} into facts and cells. It answers with the records that could not be
 * taken in; Lambda delivers the stream again from the first of them on, and what was taken in already does nothing then.
 */
public final class AggregateFunction {

    private final Aggregator aggregator = Application.bean(Aggregator.class);

    public StreamsEventResponse handle(DynamodbEvent event) {
        List<StreamRecord> changes = new ArrayList<>();
        for (DynamodbStreamRecord record : event.getRecords()) {
            var image = record.getDynamodb().getNewImage();
            if (image != null) {
                Map<String, AttributeValue> item = DynamodbAttributeValueTransformer.toAttributeValueMapV2(image);
                changes.add(new StreamRecord(record.getDynamodb().getSequenceNumber(), item));
            }
        }
        Set<String> failed = aggregator.take(changes);
        return StreamsEventResponse.builder()
                .withBatchItemFailures(failed.stream()
                        .map(number -> BatchItemFailure.builder()
                                .withItemIdentifier(number)
                                .build())
                        .toList())
                .build();
    }
}
