package org.incidentstats.event;

import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of the table {@code events}, as its stream shows them. */
public final class Images {

    private Images() {}

    /** The current item of an event, at one of its versions. */
    public static Map<String, AttributeValue> current(EventVersion version) {
        return EventItem.SCHEMA.itemToMap(EventItem.current(version, Optional.empty(), "test"), true);
    }
}
