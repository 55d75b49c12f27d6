package org.incidentstats.store.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.incidentstats.store.Place;
import org.incidentstats.store.Table;

/** Places that one statement asks for: of one table, and as many as statements are prepared for. */
final class Bundles {

    private static final int[] SIZES = {1, 10, 100};

    private Bundles() {}

    static Map<Table, List<Place>> byTable(Collection<Place> places) {
        Map<Table, List<Place>> byTable = new HashMap<>();
        for (Place place : new LinkedHashSet<>(places)) {
            byTable.computeIfAbsent(place.table(), table -> new ArrayList<>()).add(place);
        }
        return byTable;
    }

    /** As many places as a statement is prepared for, where the last stands for those that are missing. */
    static List<List<Place>> of(List<Place> places) {
        List<List<Place>> bundles = new ArrayList<>();
        int largest = SIZES[SIZES.length - 1];
        for (int start = 0; start < places.size(); start += largest) {
            List<Place> bundle = new ArrayList<>(places.subList(start, Math.min(places.size(), start + largest)));
            int size = 0;
            while (SIZES[size] < bundle.size()) {
                size++;
            }
            while (bundle.size() < SIZES[size]) {
                bundle.add(bundle.get(bundle.size() - 1));
            }
            bundles.add(bundle);
        }
        return bundles;
    }
}
