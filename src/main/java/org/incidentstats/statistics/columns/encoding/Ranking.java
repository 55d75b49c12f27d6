package org.incidentstats.statistics.columns.encoding;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The values of a dimension in their order, and which of them each code stands for.
 *
 * @param values ascending, each once
 * @param ranks  by code, the place of its value among them
 */
public record Ranking(String[] values, int[] ranks) {

    static final Ranking EMPTY = new Ranking(new String[0], new int[0]);

    /** Of codes that stand for what is made of their texts, several perhaps for the same. */
    public static Ranking of(String[] texts, UnaryOperator<String> value) {
        String[] made = Arrays.stream(texts).map(value).toArray(String[]::new);
        String[] values = new TreeSet<>(Arrays.asList(made)).toArray(String[]::new);
        return new Ranking(
                values,
                Arrays.stream(made)
                        .mapToInt(text -> Arrays.binarySearch(values, text))
                        .toArray());
    }

    /** The ranking after some texts have got the next codes; the order of the others is not looked for again. */
    Ranking with(String[] more) {
        String[] sorted = more.clone();
        Arrays.sort(sorted);
        String[] all = new String[values.length + sorted.length];
        int[] moved = new int[values.length];
        int old = 0;
        int fresh = 0;
        for (int i = 0; i < all.length; i++) {
            if (fresh == sorted.length || old < values.length && values[old].compareTo(sorted[fresh]) < 0) {
                moved[old] = i;
                all[i] = values[old++];
            } else {
                all[i] = sorted[fresh++];
            }
        }
        int[] longer = Arrays.copyOf(ranks, ranks.length + more.length);
        for (int code = 0; code < ranks.length; code++) {
            longer[code] = moved[ranks[code]];
        }
        for (int i = 0; i < more.length; i++) {
            longer[ranks.length + i] = Arrays.binarySearch(all, more[i]);
        }
        return new Ranking(all, longer);
    }

    public int size() {
        return values.length;
    }

    /** The place of a value; negative if there is none. */
    public int rank(String value) {
        return Arrays.binarySearch(values, value);
    }
}
