package org.incidentstats.statistics.columns.encoding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of one dimension, numbered from 0 in the order in which they were first met. */
public final class Dictionary {

    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private Ranking ranking = Ranking.EMPTY;

    /** The code of a value, a new one if it is met for the first time. */
    public synchronized int code(String text) {
        Integer known = codes.get(text);
        if (known != null) {
            return known;
        }
        codes.put(text, texts.size());
        texts.add(text);
        return texts.size() - 1;
    }

    public synchronized String text(int code) {
        return texts.get(code);
    }

    /** The order of all values that are known by now. */
    public synchronized Ranking ranking() {
        int ranked = ranking.ranks().length;
        if (ranked < texts.size()) {
            ranking = ranking.with(texts.subList(ranked, texts.size()).toArray(String[]::new));
        }
        return ranking;
    }

    /** The first so many values, by code. */
    public synchronized String[] texts(int number) {
        return texts.subList(0, number).toArray(String[]::new);
    }
}
