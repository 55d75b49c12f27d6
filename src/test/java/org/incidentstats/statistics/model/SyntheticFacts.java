package org.incidentstats.statistics.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.incidentstats.event.Estimate;
import org.incidentstats.time.EventDate;

/**
 * Facts as uneven as real ones: few countries and groups have most of the incidents, recent years more than early ones;
 * one incident in ten has perpetrators of several nationalities, one in fifty happened in two countries, one in
 * twenty-five is dated to a year or to more than a month only. The same number gives the same facts.
 */
public final class SyntheticFacts {

    public static final int FIRST_YEAR = 1975;
    public static final int LAST_YEAR = 2024;

    private static final int COUNTRIES = 150;
    private static final int GROUPS = 600;
    private static final List<String> ATTACKS = List.of("bombing", "shooting", "arson", "hostage-taking", "stabbing");
    private static final List<String> PLOTS = List.of("bomb-plot", "attack-plot");
    private static final List<String> ENFORCEMENTS = List.of("arrest", "raid", "trial");

    private static final List<String> WEAPONS = List.of("explosives", "firearms", "unknown", "melee", "incendiary");
    private static final List<String> TARGETS =
            List.of("civilians", "military", "security-forces", "government", "business", "religious", "unknown");
    private static final int DIVISIONS = 20;
    private static final int SOURCES = 300;

    private final Random random;

    public SyntheticFacts(long seed) {
        this.random = new Random(seed);
    }

    public void each(int number, Consumer<Fact> each) {
        for (int i = 0; i < number; i++) {
            each.accept(fact("event-" + i));
        }
    }

    private Fact fact(String id) {
        List<String> countries = new ArrayList<>();
        int home = skewed(COUNTRIES, 1.3);
        countries.add(country(home));
        if (random.nextInt(50) == 0) {
            countries.add(country((home + 1 + random.nextInt(3)) % COUNTRIES));
        }
        TreeMap<String, Tally> perpetrators = new TreeMap<>();
        int nationalities = random.nextInt(10) == 0 ? 2 + random.nextInt(2) : 1;
        for (int i = 0; i < nationalities; i++) {
            String nationality =
                    i == 0 ? random.nextInt(100) < 40 ? "unknown" : country(home) : country(skewed(COUNTRIES, 1.3));
            perpetrators.put(nationality, nationality.equals("unknown") ? Tally.UNKNOWN : tally());
        }
        int kind = random.nextInt(100);
        String category = kind < 70 ? "attack" : kind < 80 ? "plot" : kind < 98 ? "enforcement" : "cooperation";
        List<String> types =
                switch (category) {
                    case "attack" -> ATTACKS;
                    case "plot" -> PLOTS;
                    case "enforcement" -> ENFORCEMENTS;
                    default -> List.of("agreement");
                };
        FactBuilder fact = FactBuilder.fact(id)
                .on(date())
                .with(Dimension.COUNTRY, countries.toArray(String[]::new))
                .with(Dimension.ADMIN1, countries.stream().map(this::admin1).toArray(String[]::new))
                .with(Dimension.GROUP, group(home))
                .with(Dimension.CATEGORY, category)
                .with(Dimension.TYPE, types.get(skewed(types.size(), 1)))
                .with(Dimension.OUTCOME, random.nextInt(5) == 0 ? "failed" : "completed")
                .with(
                        Dimension.EVIDENCE,
                        List.of("official", "claimed", "attributed", "alleged").get(skewed(4, 1)))
                .with(
                        Dimension.CERTAINTY,
                        List.of("confirmed", "doubtful", "provisional").get(skewed(3, 2)))
                .with(Dimension.WEAPON, few(WEAPONS))
                .with(Dimension.TARGET, few(TARGETS))
                .with(Dimension.TARGET_NATIONALITY, random.nextInt(100) < 30 ? "unknown" : country(home))
                .with(Dimension.TARGET_GROUP, random.nextInt(100) < 95 ? "unknown" : group(home))
                .with(Dimension.SOURCE, "source-" + skewed(SOURCES, 1.2))
                .with(Measure.KILLED, tally())
                .with(Measure.WOUNDED, tally())
                .people(Measure.PERPETRATORS, perpetrators);
        if (category.equals("enforcement")) {
            fact.with(Measure.ARRESTED, tally());
            if (random.nextInt(4) == 0) {
                TreeMap<String, Tally> arrested = new TreeMap<>();
                perpetrators.keySet().forEach(nationality -> arrested.put(nationality, tally()));
                fact.people(Measure.ARRESTED, arrested);
            }
        }
        return fact.build();
    }

    private String admin1(String country) {
        return random.nextInt(10) == 0 ? "unknown" : country + "/division-" + skewed(DIVISIONS, 0.8);
    }

    private String group(int home) {
        return random.nextInt(100) < 45 ? "unknown" : "group-" + (home * 4 + skewed(GROUPS, 1.5)) % GROUPS;
    }

    /** Most of the time one, of one event in twenty-five two. */
    private String[] few(List<String> values) {
        String one = values.get(skewed(values.size(), 1));
        return random.nextInt(25) == 0
                ? new String[] {one, values.get(random.nextInt(values.size()))}
                : new String[] {one};
    }

    private EventDate date() {
        int year = LAST_YEAR - skewed(LAST_YEAR - FIRST_YEAR + 1, 0.4);
        int month = 1 + random.nextInt(12);
        int exactness = random.nextInt(100);
        return EventDate.parse(
                exactness < 3
                        ? Integer.toString(year)
                        : exactness < 4 && year < LAST_YEAR
                                ? "%d-%02d/%d-%02d".formatted(year, month, year + month / 12, month % 12 + 1)
                                : "%d-%02d-%02d".formatted(year, month, 1 + random.nextInt(28)));
    }

    private Tally tally() {
        int figure = (int) Math.min(200, Math.exp(random.nextGaussian() + 0.5));
        return switch (random.nextInt(4)) {
            case 0 -> Tally.UNKNOWN;
            case 1 -> Tally.of(Optional.of(Estimate.atLeast(figure)));
            default -> Tally.of(Optional.of(Estimate.exactly(figure)));
        };
    }

    /** A number below the limit, the small ones much more often: by Zipf's law with this exponent. */
    private int skewed(int limit, double exponent) {
        double[] sums = SUMS.computeIfAbsent(Map.entry(limit, exponent), key -> {
            double[] all = new double[limit];
            double sum = 0;
            for (int i = 0; i < limit; i++) {
                sum += 1 / Math.pow(i + 1, exponent);
                all[i] = sum;
            }
            return all;
        });
        int place = java.util.Arrays.binarySearch(sums, random.nextDouble() * sums[limit - 1]);
        return place < 0 ? -place - 1 : place;
    }

    private static final Map<Map.Entry<Integer, Double>, double[]> SUMS = new java.util.HashMap<>();

    public static String country(int number) {
        return "" + (char) ('A' + number / 26) + (char) ('A' + number % 26) + "X";
    }
}
