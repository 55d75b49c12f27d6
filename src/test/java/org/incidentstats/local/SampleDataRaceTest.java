package org.incidentstats.local;

import java.time.Clock;

import org.incidentstats.event.EventReader;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.store.Door;
import org.incidentstats.store.Doors;
import org.incidentstats.store.SteppedDoor;
import org.incidentstats.vocabulary.CodeLists;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Processes that start at the same moment on the same new data put the samples there once, and all start. */
class SampleDataRaceTest {

    @Test
    void eachSampleIsPutOnRecordOnceWhoeverIsFaster() {
        int steps = Integer.MAX_VALUE;
        for (int when = 1; when <= steps; when++) {
            try (Door door = Doors.fresh()) {
                int meeting = when;
                int[] seen = {0};
                int[] byOther = {0};
                int byOne = load(new SteppedDoor(door, (step, answered, write) -> {
                    seen[0] = step;
                    if (step == meeting) {
                        byOther[0] = load(door);
                    }
                }));
                steps = seen[0];
                assertEquals(27, byOne + byOther[0], "met at step " + when);
                assertEquals(27, store(door).head().position(), "met at step " + when);
            }
        }
    }

    private static int load(Door door) {
        return new SampleData(store(door), new EventReader(new CodeLists(), Clock.systemUTC()), new ObjectMapper())
                .load();
    }

    private static EventStore store(Door door) {
        return new EventStore(door, Clock.systemUTC(), new FactFormat());
    }
}
