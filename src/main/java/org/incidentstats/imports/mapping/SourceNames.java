package org.incidentstats.imports.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.incidentstats.vocabulary.Code;
import org.incidentstats.vocabulary.CodeLists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/**
 * What sources call countries and organisations: the codes and English labels of the code lists, and the resources
 * {@code country-names.yaml} and {@code group-names.yaml}. A name that none of them has is not known; it is never
 * guessed.
 */
@Singleton
public final class SourceNames {

    private final Names countries = new Names();
    private final Names groups = new Names();

    public SourceNames(CodeLists codes) {
        for (Code country : codes.countries().entries()) {
            countries.add(country.code(), country.code()).add(country.label(), country.code());
        }
        resource("/country-names.yaml")
                .properties()
                .forEach(name -> countries.add(
                        name.getKey(),
                        known(codes.countries().find(name.getValue().asText()), name.getKey())));
        for (Code group : codes.groups().entries()) {
            groups.add(group.code(), group.code()).add(group.label(), group.code());
        }
        resource("/group-names.yaml").properties().forEach(group -> {
            String code = known(codes.groups().find(group.getKey()), group.getKey());
            group.getValue().forEach(name -> groups.add(name.asText(), code));
        });
    }

    /** The alpha-3 code of a country. */
    Optional<String> country(String name, Map<String, String> ownNames) {
        return Optional.ofNullable(ownNames.get(name)).or(() -> countries.code(name));
    }

    /** The code of an organisation. */
    Optional<String> group(String name, Map<String, String> ownNames) {
        return Optional.ofNullable(ownNames.get(name)).or(() -> groups.code(name));
    }

    private static String known(Optional<Code> code, String name) {
        return code.orElseThrow(() -> new IllegalStateException("'%s' has no code of the code list".formatted(name)))
                .code();
    }

    private static JsonNode resource(String path) {
        try (InputStream stream = SourceNames.class.getResourceAsStream(path)) {
            return new ObjectMapper(new YAMLFactory()).readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
