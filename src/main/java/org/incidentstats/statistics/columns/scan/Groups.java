package org.incidentstats.statistics.columns.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Numbers the rows of an answer. Each is a combination of labels, one for each axis; the labels of some axes, a stretch,
 * make one number, and what the stretches before have made is numbered anew with each next stretch. Where all combinations
 * are few enough, a combination is its own number.
 */
final class Groups {

    /** A stretch has fewer combinations than this, so that {@link SegmentAxis#SEVERAL} is below 0 with any of them. */
    private static final long MOST_OF_STRETCH = -(long) SegmentAxis.SEVERAL;

    /** So many groups may all be there from the beginning: some megabytes. */
    private static final int MOST_DENSE = 1 << 14;

    /** So many combinations may have a place in a table each: some megabytes. */
    private static final int MOST_IN_TABLE = 1 << 22;

    private final List<Axis> axes;
    private final List<Stretch> stretches = new ArrayList<>();

    Groups(List<Axis> axes) {
        this.axes = axes;
        int from = 0;
        while (from < axes.size()) {
            long size = size(from);
            int to = from + 1;
            while (to < axes.size() && size * size(to) < MOST_OF_STRETCH) {
                size *= size(to++);
            }
            stretches.add(new Stretch(from, to, (int) size));
            from = to;
        }
        boolean one = stretches.size() == 1;
        for (Stretch stretch : stretches) {
            stretch.numbers = !one || stretch.size > MOST_IN_TABLE
                    ? new PairNumbers()
                    : stretch.size > MOST_DENSE ? new TableNumbers(stretch.size) : null;
        }
    }

    private int size(int axis) {
        return Math.max(1, axes.get(axis).size());
    }

    /** Some axes that follow each other. */
    final class Stretch {
        private final int from;
        private final int to;
        private final int size;
        private final int[] steps;
        /** None where a combination is its own number. */
        private @Nullable Numbers numbers;

        private Stretch(int from, int to, int size) {
            this.from = from;
            this.to = to;
            this.size = size;
            this.steps = new int[to - from];
            int step = 1;
            // Rows come in the order of dates, so combinations of one time are next to each other
            for (int axis : IntStream.concat(
                            IntStream.range(from, to).filter(one -> !isTime(one)),
                            IntStream.range(from, to).filter(this::isTime))
                    .toArray()) {
                steps[axis - from] = step;
                step *= size(axis);
            }
        }

        private boolean isTime(int axis) {
            return axes.get(axis).dimension().time();
        }

        int from() {
            return from;
        }

        int to() {
            return to;
        }

        /** From one label of an axis of the stretch to the next. */
        int step(int axis) {
            return steps[axis - from];
        }

        private void places(int within, int[] places) {
            for (int axis = from; axis < to; axis++) {
                places[axis] = within / step(axis) % size(axis);
            }
        }

        /**
         * Numbers groups.
         *
         * @param before the numbers of the stretches before; of the first stretch 0
         * @param within the combination within the stretch; the number takes its place
         */
        void number(int[] before, int[] within, int count) {
            if (numbers != null) {
                numbers.number(before, within, count);
            }
        }
    }

    List<Stretch> stretches() {
        return stretches;
    }

    /** How many numbers are given so far; all from the beginning, where a combination is its own. */
    int size() {
        if (stretches.isEmpty()) {
            return 1;
        }
        Stretch last = stretches.get(stretches.size() - 1);
        return last.numbers == null ? last.size : last.numbers.size();
    }

    /** Some of the groups in the order of their labels. */
    int[] inOrder(int[] groups) {
        long combinations = 1;
        for (int axis = 0; axis < axes.size(); axis++) {
            combinations *= size(axis);
            if (combinations > Integer.MAX_VALUE) {
                return inOrderOfMany(groups);
            }
        }
        long[] keys = new long[groups.length];
        int[] places = new int[axes.size()];
        for (int i = 0; i < keys.length; i++) {
            places(groups[i], places);
            long key = 0;
            for (int axis = 0; axis < places.length; axis++) {
                key = key * size(axis) + places[axis];
            }
            keys[i] = key << Integer.SIZE | groups[i];
        }
        Arrays.sort(keys);
        int[] sorted = new int[groups.length];
        for (int i = 0; i < keys.length; i++) {
            sorted[i] = (int) keys[i];
        }
        return sorted;
    }

    private int[] inOrderOfMany(int[] groups) {
        int[][] places = new int[size()][];
        for (int group : groups) {
            places[group] = new int[axes.size()];
            places(group, places[group]);
        }
        return IntStream.of(groups)
                .boxed()
                .sorted((one, other) -> Arrays.compare(places[one], places[other]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Finds by axis the place of a group's label. */
    void places(int group, int[] places) {
        int number = group;
        for (int i = stretches.size() - 1; i >= 0; i--) {
            Stretch stretch = stretches.get(i);
            if (stretch.numbers == null) {
                stretch.places(number, places);
            } else {
                stretch.places(stretch.numbers.second(number), places);
                number = stretch.numbers.first(number);
            }
        }
    }
}
