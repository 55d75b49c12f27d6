package org.incidentstats.vocabulary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The published code lists. They stand in the resource {@code codes.json}, which can grow without a change of code;
 * countries are those of ISO 3166-1 as the JDK knows them, with their CLDR names, and the few that the resource adds.
 */
@Singleton
public final class CodeLists {

    private static final String RESOURCE = "/codes.json";
    private static final List<String> LANGUAGES = List.of("en", "ru");

    private final CodeList categories;
    private final CodeList types;
    private final CodeList groups;
    private final CodeList outcomes;
    private final CodeList evidence;
    private final CodeList certainties;
    private final CodeList targetTypes;
    private final CodeList weapons;
    private final CodeList countries;
    private final CodeList nationalities;
    private final CodeList regions;
    private final CodeList abroad;
    private final Map<String, String> categoryOfType = new HashMap<>();
    private final Map<String, String> regionOfCountry = new HashMap<>();

    @Inject
    public CodeLists() {
        this(resource());
    }

    CodeLists(JsonNode lists) {
        categories = list(lists, "categories", Stream.empty());
        types = list(lists, "types", Stream.empty());
        groups = list(lists, "groups", Stream.empty());
        outcomes = list(lists, "outcomes", Stream.empty());
        evidence = list(lists, "evidence", Stream.empty());
        certainties = list(lists, "certainties", Stream.empty());
        targetTypes = list(lists, "target-types", Stream.empty());
        weapons = list(lists, "weapons", Stream.empty());
        countries = list(lists, "countries", isoCountries());
        regions = list(lists, "regions", Stream.empty());
        abroad = list(lists, "abroad", Stream.empty());
        nationalities =
                list(lists, "nationalities", Stream.concat(countries.entries().stream(), regions.entries().stream()));
        for (JsonNode type : lists.get("types")) {
            categoryOfType.put(type.get("code").asText(), type.get("category").asText());
        }
        for (JsonNode region : lists.get("regions")) {
            for (JsonNode country : region.get("countries")) {
                regionOfCountry.put(country.asText(), region.get("code").asText());
            }
        }
        same(categories, Category.values());
        same(outcomes, Outcome.values());
        same(evidence, Evidence.values());
        same(certainties, Certainty.values());
    }

    public CodeList categories() {
        return categories;
    }

    public CodeList types() {
        return types;
    }

    /** The types within a category. */
    public Set<String> typesOf(Category category) {
        return types.codes().stream()
                .filter(type -> category.code().equals(categoryOfType.get(type)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public CodeList groups() {
        return groups;
    }

    public CodeList outcomes() {
        return outcomes;
    }

    public CodeList evidence() {
        return evidence;
    }

    public CodeList certainties() {
        return certainties;
    }

    public CodeList targetTypes() {
        return targetTypes;
    }

    public CodeList weapons() {
        return weapons;
    }

    /** ISO 3166-1 alpha-3, former countries that the record's years need (ISO 3166-3), and Kosovo. */
    public CodeList countries() {
        return countries;
    }

    /** The regions of the world as the United Nations Statistics Division divides it (M49). */
    public CodeList regions() {
        return regions;
    }

    /** The region that each country is in, by their codes. */
    public Map<String, String> regionsOfCountries() {
        return Map.copyOf(regionOfCountry);
    }

    /** Whether an incident is at home or abroad for its perpetrators. */
    public CodeList abroad() {
        return abroad;
    }

    /** The countries, {@code unknown} and {@code stateless}; for sources that say no more, regions and {@code foreign}. */
    public CodeList nationalities() {
        return nationalities;
    }

    private static JsonNode resource() {
        try (InputStream stream = CodeLists.class.getResourceAsStream(RESOURCE)) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CodeList list(JsonNode lists, String name, Stream<Code> others) {
        List<Code> codes = new ArrayList<>(others.toList());
        for (JsonNode entry : lists.get(name)) {
            codes.add(new Code(entry.get("code").asText(), labels(language -> entry.get(language)
                    .asText())));
        }
        return new CodeList(name, codes);
    }

    private static Stream<Code> isoCountries() {
        return Stream.of(Locale.getISOCountries()).map(alpha2 -> {
            Locale country = new Locale.Builder().setRegion(alpha2).build();
            return new Code(
                    country.getISO3Country(),
                    labels(language -> country.getDisplayCountry(Locale.forLanguageTag(language))));
        });
    }

    private static Map<String, String> labels(Function<String, String> label) {
        return LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), label));
    }

    private static void same(CodeList list, Coded[] values) {
        Set<String> codes = Stream.of(values).map(Coded::code).collect(Collectors.toSet());
        if (!codes.equals(list.codes())) {
            throw new IllegalStateException("The code list %s must have exactly %s".formatted(list.name(), codes));
        }
    }
}
