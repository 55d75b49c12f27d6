package org.incidentstats.statistics.columns.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FewGroupsTest {

    private static final int ROWS = SegmentChoice.BLOCK;
    private static final int MOST = ROWS / 16;

    private final FewGroups few = new FewGroups();
    private final int[] sorted = new int[ROWS];

    @Test
    void rowsOfAGroupComeTogetherInTheirOrder() {
        for (int seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            int count = 16 + random.nextInt(ROWS - 15);
            int groups = 1 + random.nextInt(count / 16);
            int[] rows = IntStream.range(0, count).map(row -> 3 * row + 7).toArray();
            int[] groupOf = IntStream.range(0, count)
                    .map(row -> 5 * random.nextInt(groups))
                    .toArray();
            assertTrue(few.sort(rows, groupOf, count, 5 * groups, sorted), "seed " + seed);
            SortedMap<Integer, List<Integer>> expected = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                expected.computeIfAbsent(groupOf[i], group -> new ArrayList<>()).add(rows[i]);
            }
            assertEquals(expected, found(), "seed " + seed);
        }
    }

    @Test
    void moreThanOneGroupForSixteenRowsAreNotFew() {
        int[] rows = IntStream.range(0, ROWS).toArray();
        int[] groups = IntStream.range(0, ROWS).map(row -> row % MOST).toArray();
        assertTrue(few.sort(rows, groups, ROWS, ROWS, sorted));
        assertEquals(MOST, few.size());
        groups[ROWS - 1] = MOST;
        assertFalse(few.sort(rows, groups, ROWS, ROWS, sorted));
        // What was given up leaves nothing behind
        groups[ROWS - 1] = 0;
        assertTrue(few.sort(rows, groups, ROWS, ROWS, sorted));
        assertEquals(ROWS, few.end(few.size() - 1));
        assertEquals(17, found().get(0).size());
        assertFalse(few.sort(rows, groups, 15, ROWS, sorted));
    }

    private SortedMap<Integer, List<Integer>> found() {
        SortedMap<Integer, List<Integer>> found = new TreeMap<>();
        int from = 0;
        for (int i = 0; i < few.size(); i++) {
            found.put(
                    few.group(i),
                    IntStream.range(from, few.end(i)).mapToObj(at -> sorted[at]).toList());
            from = few.end(i);
        }
        return found;
    }
}
