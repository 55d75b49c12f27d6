package org.incidentstats.vocabulary;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A closed list of codes with their labels, ascending by code. */
public final class CodeList {

    private final String name;
    private final Map<String, Code> codes;

    CodeList(String name, Collection<Code> entries) {
        this.name = name;
        Map<String, Code> sorted = new TreeMap<>();
        for (Code code : entries) {
            if (sorted.put(code.code(), code) != null) {
                throw new IllegalStateException("The code list %s has %s twice".formatted(name, code.code()));
            }
        }
        this.codes = Collections.unmodifiableMap(sorted);
    }

    public String name() {
        return name;
    }

    public boolean contains(String code) {
        return codes.containsKey(code);
    }

    public Optional<Code> find(String code) {
        return Optional.ofNullable(codes.get(code));
    }

    /** The English label of a code, or the code itself where the list has none for it (any more). */
    public String label(String code) {
        return find(code).map(Code::label).orElse(code);
    }

    public Set<String> codes() {
        return codes.keySet();
    }

    public Collection<Code> entries() {
        return codes.values();
    }
}
