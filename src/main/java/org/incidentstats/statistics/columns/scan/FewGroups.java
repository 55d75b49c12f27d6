package org.incidentstats.statistics.columns.scan;

/** Brings rows of a group together where the groups are few, so that those of each are added up at once. */
final class FewGroups {

    /** So many rows of a group at the least, on average, make up for bringing them together. */
    private static final int WORTH_IT = 16;

    private final int[] met = new int[SegmentChoice.BLOCK / WORTH_IT];
    private final int[] ends = new int[SegmentChoice.BLOCK / WORTH_IT];
    private int size;

    /** By group the number of its rows, then the place of the next; 0 between one call and the next. */
    private int[] places = new int[0];

    /**
     * Brings rows together, those of each group in the order in which they are.
     *
     * @param groups by place of a row its group
     * @param all    no group has this number
     * @param sorted where the rows are then: those of one group after those of another
     * @return whether the groups are few enough; if not, nothing was done
     */
    boolean sort(int[] rows, int[] groups, int count, int all, int[] sorted) {
        if (places.length < all) {
            places = new int[all];
        }
        boolean few = meet(groups, count);
        int next = 0;
        for (int i = 0; i < size; i++) {
            int group = met[i];
            int number = places[group];
            places[group] = few ? next : 0;
            next += number;
            ends[i] = next;
        }
        if (!few) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            sorted[places[groups[i]]++] = rows[i];
        }
        for (int i = 0; i < size; i++) {
            places[met[i]] = 0;
        }
        return true;
    }

    private boolean meet(int[] groups, int count) {
        size = 0;
        int most = count / WORTH_IT;
        for (int i = 0; i < count; i++) {
            int group = groups[i];
            if (places[group]++ == 0) {
                if (size == most) {
                    places[group] = 0;
                    return false;
                }
                met[size++] = group;
            }
        }
        return true;
    }

    /** How many groups there are. */
    int size() {
        return size;
    }

    int group(int place) {
        return met[place];
    }

    /** Where the rows of a group end; those of the next begin there. */
    int end(int place) {
        return ends[place];
    }
}
