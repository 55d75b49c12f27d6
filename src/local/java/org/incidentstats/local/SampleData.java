package org.incidentstats.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import org.incidentstats.event.EventReader;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.AlreadyOnRecord;
import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.EventStore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The sample data set: 27 incidents of 2018 to 2025 from five news documents, in the API's own format. */
@Singleton
final class SampleData {

    /** Who put the sample incidents on record. */
    static final String RECORDED_BY = "sample-data";

    private static final String RESOURCE = "/sample-events.json";

    private final EventStore events;
    private final EventReader reader;
    private final ObjectMapper mapper;

    SampleData(EventStore events, EventReader reader, ObjectMapper mapper) {
        this.events = events;
        this.reader = reader;
        this.mapper = mapper;
    }

    /** Puts those incidents on record that are not there yet, and says how many those were. */
    int load() {
        List<Creation> samples = new ArrayList<>();
        for (JsonNode document : documents()) {
            samples.add(new Creation(document.get("id").asText(), reader.read(document)));
        }
        int put = 0;
        for (List<Creation> missing = missing(samples); !missing.isEmpty(); missing = missing(samples)) {
            List<Creation> some = missing.subList(0, Math.min(EventStore.MOST_AT_ONCE, missing.size()));
            try {
                events.record(some, RECORDED_BY);
                put += some.size();
            } catch (AlreadyOnRecord e) {
                // Another process that starts on the same data was faster; what it has not put there yet is still
                // missing
            }
        }
        return put;
    }

    private List<Creation> missing(List<Creation> samples) {
        Map<String, EventVersion> there =
                events.current(samples.stream().map(Creation::id).toList());
        return samples.stream()
                .filter(sample -> !there.containsKey(sample.id()))
                .toList();
    }

    private JsonNode documents() {
        try (InputStream stream = SampleData.class.getResourceAsStream(RESOURCE)) {
            return mapper.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
