package org.incidentstats.local;

import java.time.Clock;

import org.incidentstats.event.EventReader;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.store.Door;
import org.incidentstats.vocabulary.CodeLists;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The sample incidents, for tests of other editions than the local one. */
public final class Samples {

    private Samples() {}

    /** Puts them on record. */
    public static void load(Door door) {
        Clock clock = Clock.systemUTC();
        EventStore events = new EventStore(door, clock, new FactFormat());
        new SampleData(events, new EventReader(new CodeLists(), clock), new ObjectMapper()).load();
    }
}
