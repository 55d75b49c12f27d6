package org.incidentstats.statistics;

import java.util.Collection;
import java.util.List;

import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/** What reading has cost, as DynamoDB charges for it: read units, of 4 KB each, and requests. */
final class ReadCost {

    private double units;
    private int requests;

    /** One request, and what it consumed of each table. */
    void add(Collection<ConsumedCapacity> consumed) {
        requests++;
        consumed.stream()
                .filter(some -> some != null && some.capacityUnits() != null)
                .forEach(some -> units += some.capacityUnits());
    }

    void add(ConsumedCapacity consumed) {
        add(consumed == null ? List.of() : List.of(consumed));
    }

    double units() {
        return units;
    }

    int requests() {
        return requests;
    }
}
