package org.incidentstats.statistics.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.incidentstats.vocabulary.CodeLists;
import org.incidentstats.vocabulary.Nationality;

/** What follows from the countries of an incident and the nationalities of its perpetrators. */
final class Geography {

    static final String HOME = "home";
    static final String ABROAD = "abroad";
    static final String BOTH = "both";

    private static final Map<String, String> REGIONS = new CodeLists().regionsOfCountries();

    private Geography() {}

    /** The regions that some countries are in, ascending. */
    static List<String> regions(Collection<String> countries) {
        Set<String> regions = new TreeSet<>();
        countries.forEach(country -> regions.add(REGIONS.getOrDefault(country, Dimension.UNKNOWN)));
        return List.copyOf(regions);
    }

    /**
     * Where an incident is, seen from its perpetrators: at home for those who are of a country that it happened in,
     * abroad for those who are of another, and abroad in each country that none of them is of. Those of whom no
     * country is known say nothing, except that a {@code foreign} one is abroad, and one of a region is where that
     * does not lie.
     */
    static String abroad(Collection<String> countries, Collection<String> nationalities) {
        Set<String> known = new HashSet<>();
        boolean abroad = false;
        for (String nationality : nationalities) {
            if (Nationality.isCountry(nationality)) {
                known.add(nationality);
                abroad |= !countries.contains(nationality);
            } else if (nationality.equals(Nationality.FOREIGN.code())) {
                abroad = true;
            } else if (REGIONS.containsValue(nationality)) {
                abroad |= countries.stream().noneMatch(country -> nationality.equals(REGIONS.get(country)));
            }
        }
        boolean home = countries.stream().anyMatch(known::contains);
        abroad |= !known.isEmpty() && !known.containsAll(countries);
        if (home) {
            return abroad ? BOTH : HOME;
        }
        return abroad ? ABROAD : Dimension.UNKNOWN;
    }
}
