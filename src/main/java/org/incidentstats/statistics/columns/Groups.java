package org.incidentstats.statistics.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers the rows of an answer. Each is a combination of labels, one for each axis; the labels of some axes, a stretch,
 * make one number, and what the stretches before have made is numbered anew with each next stretch. Where all combinations
 * are few enough, a combination is its own number.
 */
final class Groups {

    /** A stretch has fewer combinations than this, so that {@link SegmentAxis#SEVERAL} is below 0 with any of them. */
    private static final long MOST_OF_STRETCH = -(long) SegmentAxis.SEVERAL;

    /** So many groups may all be there from the beginning: some megabytes. */
    private static final int MOST_DENSE = 1 << 15;

    private final List<Axis> axes;
    private final List<Stretch> stretches = new ArrayList<>();

    Groups(List<Axis> axes) {
        this.axes = axes;
        int from = 0;
        while (from < axes.size()) {
            long size = Math.max(1, axes.get(from).size());
            int to = from + 1;
            while (to < axes.size() && size * Math.max(1, axes.get(to).size()) < MOST_OF_STRETCH) {
                size *= Math.max(1, axes.get(to).size());
                to++;
            }
            stretches.add(new Stretch(from, to, (int) size));
            from = to;
        }
        if (stretches.size() > 1 || !stretches.isEmpty() && stretches.get(0).size > MOST_DENSE) {
            stretches.forEach(stretch -> stretch.numbers = new PairNumbers());
        }
    }

    /** Some axes that follow each other. */
    final class Stretch {
        private final int from;
        private final int to;
        private final int size;
        private PairNumbers numbers;

        private Stretch(int from, int to, int size) {
            this.from = from;
            this.to = to;
            this.size = size;
        }

        int from() {
            return from;
        }

        int to() {
            return to;
        }

        /** From one label of an axis of the stretch to the next. */
        int step(int axis) {
            int step = 1;
            for (int later = axis + 1; later < to; later++) {
                step *= Math.max(1, axes.get(later).size());
            }
            return step;
        }

        /**
         * Numbers groups.
         *
         * @param before the numbers of the stretches before; of the first stretch 0
         * @param within the combination within the stretch; the number takes its place
         */
        void number(int[] before, int[] within, int count) {
            if (numbers != null) {
                for (int i = 0; i < count; i++) {
                    within[i] = numbers.of(before[i], within[i]);
                }
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

    /** The given numbers for which there is something to say, in the order of their labels. */
    int[] inOrder(int[] groups) {
        if (stretches.isEmpty() || stretches.get(0).numbers == null) {
            return groups;
        }
        if (stretches.size() == 1) {
            long[] keys = new long[groups.length];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = (long) stretches.get(0).numbers.second(groups[i]) << Integer.SIZE | groups[i];
            }
            Arrays.sort(keys);
            return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
        }
        return Arrays.stream(groups)
                .boxed()
                .sorted((one, other) -> Arrays.compare(places(one), places(other)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** By axis the place of a group's label. */
    int[] places(int group) {
        int[] places = new int[axes.size()];
        int number = group;
        for (int i = stretches.size() - 1; i >= 0; i--) {
            Stretch stretch = stretches.get(i);
            int within = stretch.numbers == null ? number : stretch.numbers.second(number);
            for (int axis = stretch.to - 1; axis >= stretch.from; axis--) {
                int size = Math.max(1, axes.get(axis).size());
                places[axis] = within % size;
                within /= size;
            }
            number = stretch.numbers == null ? 0 : stretch.numbers.first(number);
        }
        return places;
    }
}
