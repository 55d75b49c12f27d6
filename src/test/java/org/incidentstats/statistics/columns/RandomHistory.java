package org.incidentstats.statistics.columns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.incidentstats.statistics.columns.segment.Row;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.Tally;
import org.incidentstats.time.EventDate;
import org.incidentstats.vocabulary.GroupEntry;
import org.incidentstats.vocabulary.GroupRegister;

/** Events that are recorded, corrected, retracted and restored: what that does to the columns, and what then counts. */
final class RandomHistory {

    private static final List<String> COUNTRIES = List.of("AFG", "DEU", "PAK", "TJK", "UZB");
    private static final List<String> NATIONALITIES = List.of("AFG", "TJK", "UZB", "stateless", "unknown");
    static final List<String> GROUPS = List.of("AQ", "IS", "ISIS", "ISKP", "unknown");
    private static final List<String> VALUES = List.of("a", "b", "c", "other", "unknown");
    private static final List<String> DATES = List.of(
            "2022",
            "2022-10",
            "2022-10~",
            "2022-11-04",
            "2022-11-04~",
            "2022-11-05",
            "2022-12/2023-01",
            "2022-12-30/2023-01-02",
            "2022/2023",
            "2023-01-31~",
            "2023",
            "2021-03-01");

    private final Random random;
    private final List<Row> rows = new ArrayList<>();
    /** By position what counts, by event. */
    private final List<Map<String, Fact>> states = new ArrayList<>(List.of(Map.of()));

    RandomHistory(int changes, Random random) {
        this.random = random;
        Map<String, Integer> versions = new HashMap<>();
        for (int position = 1; position <= changes; position++) {
            Map<String, Fact> state = new HashMap<>(states.get(position - 1));
            String event = "event-" + random.nextInt(Math.max(1, changes / 2));
            int version = versions.merge(event, 1, Integer::sum);
            Fact before = state.remove(event);
            if (before != null) {
                rows.add(new Row(before, position, -1));
            }
            if (before == null || random.nextInt(4) > 0) {
                Fact fact = before != null && random.nextBoolean() ? similar(before, version) : fact(event, version);
                rows.add(new Row(fact, position, 1));
                state.put(event, fact);
            }
            states.add(state);
        }
    }

    List<Row> rows() {
        return rows;
    }

    int last() {
        return states.size() - 1;
    }

    /** What counts at a position, as it was put on record. */
    Collection<Fact> at(long position) {
        return states.get((int) Math.min(position, last())).values();
    }

    List<Fact> at(long position, GroupRegister register) {
        return at(position).stream().map(fact -> fact.under(register)).toList();
    }

    GroupRegister register() {
        GroupRegister register = GroupRegister.EMPTY;
        if (random.nextBoolean()) {
            register = register.with(merged("ISIS", "IS"));
        }
        if (random.nextBoolean()) {
            register = register.with(merged("AQ", "not-in-the-data"));
        }
        return register;
    }

    private static GroupEntry merged(String code, String into) {
        return new GroupEntry(code, Map.of(), List.of(), Optional.empty(), Optional.of(into), true, Map.of());
    }

    private Fact similar(Fact fact, int version) {
        return new Fact(fact.event(), version, true, date(), fact.codes(), fact.figures(), fact.people());
    }

    private Fact fact(String event, int version) {
        Map<Dimension, List<String>> codes = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            if (dimension.kept() && (dimension == Dimension.COUNTRY || random.nextInt(3) > 0)) {
                codes.put(dimension, some(values(dimension), dimension.severalValued() ? 3 : 1));
            }
        }
        Map<Measure, Tally> figures = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            if (measure.kept()) {
                figures.put(measure, tally());
            }
        }
        Map<Measure, SortedMap<String, Tally>> people = new EnumMap<>(Measure.class);
        people.put(Measure.PERPETRATORS, ofNationalities());
        if (random.nextInt(3) == 0) {
            people.put(Measure.ARRESTED, ofNationalities());
        }
        return new Fact(event, version, true, date(), codes, figures, people);
    }

    private static List<String> values(Dimension dimension) {
        if (dimension.ofGroups()) {
            return GROUPS;
        }
        return dimension == Dimension.COUNTRY ? COUNTRIES : VALUES;
    }

    private EventDate date() {
        return EventDate.parse(DATES.get(random.nextInt(DATES.size())));
    }

    private SortedMap<String, Tally> ofNationalities() {
        SortedMap<String, Tally> people = new TreeMap<>();
        some(NATIONALITIES, random.nextInt(3) == 0 ? 3 : 1).forEach(nationality -> people.put(nationality, tally()));
        return people;
    }

    private Tally tally() {
        int low = random.nextInt(20);
        return switch (random.nextInt(50)) {
            case 0 -> new Tally(1_000_000_000L, 2_000_000_000L, 2_000_000_001L, 0, 0);
            case 1 -> new Tally(3, 7, 2_100_000L, 0, 0);
            case 2 -> new Tally(1L << 40, (1L << 40) + (1L << 35), 1L << 42, 0, 0);
            default ->
                switch (random.nextInt(4)) {
                    case 0 -> Tally.UNKNOWN;
                    case 1 -> new Tally(low, low, low, 0, 1);
                    case 2 -> new Tally(low, low, low, 0, 0);
                    default -> new Tally(low, low + 3L, low + 8L, 0, 0);
                };
        };
    }

    private List<String> some(List<String> values, int most) {
        TreeSet<String> some = new TreeSet<>();
        for (int i = random.nextInt(most); i >= 0; i--) {
            some.add(values.get(random.nextInt(values.size())));
        }
        return List.copyOf(some);
    }
}
