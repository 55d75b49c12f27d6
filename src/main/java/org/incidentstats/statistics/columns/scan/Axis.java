package org.incidentstats.statistics.columns.scan;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.incidentstats.statistics.Presentation;
import org.incidentstats.statistics.columns.encoding.Ranking;
import org.incidentstats.statistics.model.Dimension;

/**
 * How one dimension divides an answer.
 *
 * @param labels the values that rows of the answer have, ascending
 * @param places by rank of a value which of the labels it counts under; {@link #HIDDEN} where it is not asked for
 * @param other  which label stands for several values; {@link #HIDDEN} if none does
 */
record Axis(Dimension dimension, Ranking ranking, String[] labels, int[] places, int other) {

    static final int HIDDEN = -1;

    /**
     * @param asked the values that are asked for; all are, where it is empty
     * @param kept  those of them that have labels of their own; all have, where it is empty
     */
    static Axis of(Dimension dimension, Ranking ranking, Optional<Set<String>> asked, Optional<Set<String>> kept) {
        if (asked.isEmpty() && kept.isEmpty()) {
            int[] all = new int[ranking.size()];
            Arrays.setAll(all, rank -> rank);
            return new Axis(dimension, ranking, ranking.values(), all, HIDDEN);
        }
        Set<String> shown = new TreeSet<>();
        String[] labels = new String[ranking.size()];
        for (int rank = 0; rank < labels.length; rank++) {
            String value = ranking.values()[rank];
            if (asked.isEmpty() || asked.get().contains(value)) {
                labels[rank] = kept.isEmpty() || kept.get().contains(value) ? value : Presentation.OTHER;
                shown.add(labels[rank]);
            }
        }
        String[] sorted = shown.toArray(String[]::new);
        int[] places = new int[labels.length];
        for (int rank = 0; rank < labels.length; rank++) {
            places[rank] = labels[rank] == null ? HIDDEN : Arrays.binarySearch(sorted, labels[rank]);
        }
        int other = kept.isEmpty() ? HIDDEN : Math.max(HIDDEN, Arrays.binarySearch(sorted, Presentation.OTHER));
        return new Axis(dimension, ranking, sorted, places, other);
    }

    int size() {
        return labels.length;
    }
}
