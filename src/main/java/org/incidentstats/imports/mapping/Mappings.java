package org.incidentstats.imports.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.incidentstats.event.EventReader;
import org.incidentstats.imports.mapping.Mapping.CodeRule;
import org.incidentstats.imports.mapping.Mapping.DateRule;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.vocabulary.CodeLists;
import org.yaml.snakeyaml.LoaderOptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;

/** The mappings of columns: the presets, and those that users send. */
@Singleton
public final class Mappings {

    /** The mapping of this API's own columns, which is taken where none is named. */
    public static final String OWN = "own";

    /** The longest mapping that a user can send, in bytes. */
    public static final int LONGEST = 200_000;

    private static final int MOST_FAULTS = 19;
    private static final int LONGEST_DETAIL = 300;

    private static final List<String> PRESETS = List.of("acled", "gtd", OWN, "ucdp-ged");

    private final ObjectMapper yaml = YAMLMapper.builder(
                    YAMLFactory.builder().loaderOptions(limits()).build())
            .addModule(new Jdk8Module())
            .addModule(new ParameterNamesModule())
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final CodeLists codes;
    private final Map<String, String> presets = new TreeMap<>();

    public Mappings(CodeLists codes) {
        this.codes = codes;
        PRESETS.forEach(name -> presets.put(name, resource(name)));
    }

    public Collection<String> names() {
        return presets.keySet();
    }

    /** The text of a preset. */
    public Optional<String> preset(String name) {
        return Optional.ofNullable(presets.get(name));
    }

    /**
     * Reads a mapping.
     *
     * @throws InvalidRequest if it is none, with every fault that can be told
     */
    public Mapping read(String text) {
        Mapping mapping;
        try {
            mapping = yaml.readValue(text, Mapping.class);
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidRequest(Fault.inBody(
                    "mapping" + pointer(e),
                    Optional.of(e.getPropertyName()),
                    "no such member here",
                    e.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .toList()));
        } catch (JsonMappingException e) {
            throw new InvalidRequest(fault(pointer(e), Fault.shortened(e.getOriginalMessage(), LONGEST_DETAIL)));
        } catch (JsonProcessingException e) {
            throw new InvalidRequest(fault(
                    "",
                    "not YAML: "
                            + Fault.shortened(
                                    e.getOriginalMessage().lines().findFirst().orElse(""), LONGEST_DETAIL)));
        }
        if (mapping == null) {
            throw new InvalidRequest(fault("", "empty; GET /v1/imports/mappings/gtd shows one"));
        }
        List<Fault> faults = faults(mapping);
        if (!faults.isEmpty()) {
            throw new InvalidRequest(told(faults));
        }
        return mapping;
    }

    /** The first faults, and how many more there are; a list of codes stands with the first that needs it. */
    private static List<Fault> told(List<Fault> faults) {
        Set<List<String>> listed = new HashSet<>();
        List<Fault> told = new ArrayList<>();
        for (Fault fault : faults.subList(0, Math.min(MOST_FAULTS, faults.size()))) {
            told.add(
                    listed.add(fault.allowed())
                            ? fault
                            : new Fault(fault.parameter(), fault.pointer(), fault.value(), fault.detail(), List.of()));
        }
        if (faults.size() > told.size()) {
            told.add(fault("", "%,d more faults".formatted(faults.size() - told.size())));
        }
        return told;
    }

    private static String pointer(JsonMappingException e) {
        String pointer = e.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
        return Fault.shortened(pointer, LONGEST_DETAIL);
    }

    private List<Fault> faults(Mapping mapping) {
        List<Fault> faults = new ArrayList<>();
        mapping.source()
                .filter(source -> !EventReader.isId(source))
                .ifPresent(source -> faults.add(Fault.inBody(
                        "mapping/source",
                        Optional.of(source),
                        "the prefix of ids: " + EventReader.ID_FORM,
                        List.of())));
        Map<String, Boolean> needed = new TreeMap<>();
        needed.put("id", mapping.id() != null);
        needed.put("date", mapping.date() != null);
        needed.put("title", !mapping.title().isEmpty());
        needed.put("type", !mapping.type().isEmpty());
        needed.put("outcome", !mapping.outcome().isEmpty());
        needed.put("evidence", !mapping.evidence().isEmpty());
        needed.put("places", !mapping.places().isEmpty());
        needed.put("sources", !mapping.sources().isEmpty());
        needed.forEach((name, there) -> {
            if (!there) {
                faults.add(fault("/" + name, "missing"));
            }
        });
        if (mapping.places().stream().anyMatch(place -> place.country() == null)) {
            faults.add(fault("/places", "each needs a column 'country'"));
        }
        mapping.related()
                .filter(related -> related.column() == null || related.separator() == null)
                .ifPresent(related -> faults.add(fault("/related", "it needs a column and a separator")));
        if (mapping.date() != null) {
            date(mapping.date(), faults);
        }
        codes(mapping, "type", mapping.type(), codes.types().codes(), faults);
        codes(mapping, "outcome", mapping.outcome(), codes.outcomes().codes(), faults);
        codes(mapping, "evidence", mapping.evidence(), codes.evidence().codes(), faults);
        codes(mapping, "claimed", mapping.claimed(), Set.of("true", "false"), faults);
        codes(
                mapping,
                "targets",
                mapping.targets().stream()
                        .flatMap(target -> target.type().stream())
                        .toList(),
                codes.targetTypes().codes(),
                faults);
        mapping.weapons()
                .ifPresent(rule -> values(
                        "weapons", rule.values().values(), codes.weapons().codes(), faults));
        values("countries", mapping.countries().values(), codes.countries().codes(), faults);
        values("organisations", mapping.organisations().values(), codes.groups().codes(), faults);
        return faults;
    }

    private static void date(DateRule date, List<Fault> faults) {
        long ways = Stream.of(date.edtf(), date.year(), date.from())
                .filter(Optional::isPresent)
                .count();
        if (ways != 1) {
            faults.add(fault("/date", "exactly one of edtf, year and from must name a column"));
        }
        if (date.from().isPresent() && date.formats().isEmpty()) {
            faults.add(fault("/date/formats", "missing: how days are written, for example yyyy-MM-dd"));
        }
        for (String format : date.formats()) {
            try {
                var unused = DateTimeFormatter.ofPattern(format);
            } catch (IllegalArgumentException e) {
                faults.add(Fault.inBody(
                        "mapping/date/formats",
                        Optional.of(format),
                        Fault.shortened(String.valueOf(e.getMessage()), LONGEST_DETAIL),
                        List.of()));
            }
        }
    }

    private static void codes(
            Mapping mapping, String member, List<CodeRule> rules, Set<String> known, List<Fault> faults) {
        for (CodeRule rule : rules) {
            if (rule.use().isPresent() == rule.column().isPresent()) {
                faults.add(fault("/" + member, "each alternative has either 'use' or 'column'"));
            }
            rule.use().ifPresent(code -> values(member, List.of(code), known, faults));
            values(member, rule.values().values(), known, faults);
            rule.table().ifPresent(name -> {
                if (mapping.tables().containsKey(name)) {
                    values(
                            "tables/" + Fault.shortened(name, LONGEST_DETAIL),
                            mapping.tables().get(name).values(),
                            known,
                            faults);
                } else {
                    faults.add(Fault.inBody(
                            "mapping/" + member,
                            Optional.of(name),
                            "no such table",
                            mapping.tables().keySet().stream()
                                    .sorted()
                                    .limit(MOST_FAULTS)
                                    .map(table -> Fault.shortened(table, LONGEST_DETAIL))
                                    .toList()));
                }
            });
        }
    }

    private static void values(String member, Collection<String> given, Set<String> known, List<Fault> faults) {
        given.stream()
                .filter(Objects::nonNull)
                .filter(code -> !known.contains(code))
                .distinct()
                .forEach(code -> faults.add(Fault.inBody(
                        "mapping/" + member, Optional.of(code), "not one of the codes allowed here", known)));
    }

    private static Fault fault(String pointer, String detail) {
        return Fault.inBody("mapping" + pointer, Optional.empty(), detail, List.of());
    }

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LONGEST);
        limits.setNestingDepthLimit(10);
        limits.setMaxAliasesForCollections(0);
        return limits;
    }

    private static String resource(String name) {
        try (InputStream stream = Mappings.class.getResourceAsStream("/mappings/%s.yaml".formatted(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
