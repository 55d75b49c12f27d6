package org.incidentstats.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.incidentstats.store.Place;
import org.incidentstats.store.Table;

/** Places that are looked at together. */
final class Places {

    /** For how many at once a statement is prepared. */
    private static final int[] BUNDLES = {1, 10, 100};

    private Places() {}

    static Map<Table, List<Place>> byTable(Collection<Place> places) {
        Map<Table, List<Place>> byTable = new EnumMap<>(Table.class);
        for (Place place : new LinkedHashSet<>(places)) {
            byTable.computeIfAbsent(place.table(), table -> new ArrayList<>()).add(place);
        }
        return byTable;
    }

    /** As many places as a statement is prepared for, where the last stands for those that are missing. */
    static List<List<Place>> bundles(List<Place> places) {
        List<List<Place>> bundles = new ArrayList<>();
        int largest = BUNDLES[BUNDLES.length - 1];
        for (int start = 0; start < places.size(); start += largest) {
            List<Place> bundle = new ArrayList<>(places.subList(start, Math.min(places.size(), start + largest)));
            int size = 0;
            while (BUNDLES[size] < bundle.size()) {
                size++;
            }
            while (bundle.size() < BUNDLES[size]) {
                bundle.add(bundle.get(bundle.size() - 1));
            }
            bundles.add(bundle);
        }
        return bundles;
    }

    /** What a statement finds that has a part and a key as parameters for each place. */
    static ResultSet at(Session session, String sql, List<Place> places) throws SQLException {
        PreparedStatement statement = session.prepared(sql);
        int parameter = 1;
        for (Place place : places) {
            statement.setString(parameter++, place.part());
            statement.setString(parameter++, place.key());
        }
        return statement.executeQuery();
    }
}
