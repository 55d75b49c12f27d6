package org.incidentstats.statistics.columns;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.incidentstats.statistics.columns.Manifest.StoredSegment;
import org.incidentstats.statistics.columns.Manifests.Published;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.columns.segment.SegmentFormat;
import org.incidentstats.statistics.columns.segment.SegmentOutline;
import org.incidentstats.store.Door;
import org.incidentstats.store.Doors;
import org.incidentstats.store.Range;
import org.incidentstats.store.SteppedDoor;
import org.incidentstats.store.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A manifest has room for any number of segments that a record may come to. */
class ManifestsTest {

    /** Of rows of the width of those of the benchmark, in a full segment. */
    private static final int ROWS = 16_000;

    private final Door door = Doors.fresh();
    private final Manifests manifests = new Manifests(door, Generation.own());

    @AfterEach
    void close() {
        door.close();
    }

    /** With names, days, numbers and checksums that are as hard to compress as real ones. */
    private static Manifest of(int segments) {
        Random random = new Random(segments);
        List<StoredSegment> some = new ArrayList<>();
        String attempt = "";
        for (int i = 0; i < segments; i++) {
            if (i % 16 == 0) {
                attempt = Manifests.attemptName();
            }
            LocalDate day = LocalDate.of(1975, 1, 1).plusDays(random.nextInt(18_000));
            long position = random.nextLong(1L + segments * (long) ROWS);
            SegmentOutline outline = new SegmentOutline(
                    SegmentFormat.FORMAT,
                    1 + random.nextInt(ROWS),
                    random.nextInt(1_000),
                    day,
                    day.plusDays(random.nextInt(400)),
                    position,
                    position + random.nextInt(10_000_000));
            some.add(new StoredSegment(
                    attempt + "-" + i % 16, false, outline, day.plusDays(random.nextInt(300)), random.nextLong()));
        }
        return new Manifest(segments * (long) ROWS, some, List.of(), List.of(), List.of());
    }

    private long items() {
        return door.all(Range.of(Table.STATISTICS, Manifests.PART)).count();
    }

    @Test
    void oneOfAHundredMillionRowsStandsInOneItemAndAlargerOneInSeveral() {
        Published before = Published.NONE;
        for (int[] one : new int[][] {{100_000_000 / ROWS, 1}, {20_000, 3}, {60_000, 8}, {3, 1}, {20_000, 3}}) {
            int segments = one[0];
            Manifest next = of(segments);
            manifests.replace(Which.LIVE, before, next);
            before = manifests.read(Which.LIVE);
            assertEquals(next, before.manifest());
            assertEquals(before.pages(), items(), segments + " segments");
            assertEquals(one[1], before.pages(), segments + " segments");
        }
        Published stale = new Published(before.manifest(), before.revision() - 1, before.pages());
        assertThrows(Door.Conflict.class, () -> manifests.replace(Which.LIVE, stale, of(9_000)));
        assertEquals(before, manifests.read(Which.LIVE));
    }

    @Test
    void whoReadsWhileItIsReplacedReadsOneOfBothInFull() {
        Manifest first = of(20_000);
        Manifest second = of(18_000);
        for (int step = 1; step <= 4; step++) {
            manifests.replace(Which.LIVE, manifests.read(Which.LIVE), first);
            int replacing = step;
            boolean[] replaced = new boolean[1];
            Manifests interrupted = new Manifests(
                    new SteppedDoor(door, (at, answered, write) -> {
                        if (at == replacing) {
                            manifests.replace(Which.LIVE, manifests.read(Which.LIVE), second);
                            replaced[0] = true;
                        }
                    }),
                    Generation.own());
            Manifest read = interrupted.read(Which.LIVE).manifest();
            assertTrue(replaced[0]);
            assertEquals(step == 4 ? first : second, read, "replaced at step " + step);
        }
    }
}
