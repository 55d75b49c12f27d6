package org.incidentstats.vocabulary;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The register of groups as it was at one position of the record: immutable. In JSON it is the list of its entries. A
 * code that it does not know counts under itself.
 */
public final class GroupRegister {

    /** Without any entry. */
    public static final GroupRegister EMPTY = new GroupRegister(Map.of());

    private final Map<String, GroupEntry> entries;

    private GroupRegister(Map<String, GroupEntry> entries) {
        this.entries = Collections.unmodifiableMap(new TreeMap<>(entries));
        this.entries.keySet().forEach(code -> {
            end(code, GroupEntry::mergedInto);
            end(code, GroupEntry::partOf);
        });
    }

    /**
     * @throws IllegalArgumentException if a code stands there twice, or a group is merged into, or part of, itself
     */
    @JsonCreator
    public static GroupRegister of(Collection<GroupEntry> entries) {
        Map<String, GroupEntry> byCode = new TreeMap<>();
        entries.forEach(entry -> {
            if (byCode.put(entry.code(), entry) != null) {
                throw new IllegalArgumentException("the group %s stands there twice".formatted(entry.code()));
            }
        });
        return new GroupRegister(byCode);
    }

    /**
     * The register after an entry is new or has changed.
     *
     * @throws IllegalArgumentException if a group were merged into, or part of, itself by it
     */
    public GroupRegister with(GroupEntry entry) {
        Map<String, GroupEntry> more = new TreeMap<>(entries);
        more.put(entry.code(), entry);
        return new GroupRegister(more);
    }

    /** The code that a group counts under. */
    public String canonical(String code) {
        return end(code, GroupEntry::mergedInto);
    }

    public Optional<GroupEntry> entry(String code) {
        return Optional.ofNullable(entries.get(code));
    }

    /** All entries, ascending by code. */
    @JsonValue
    public Collection<GroupEntry> entries() {
        return entries.values();
    }

    private String end(String code, Function<GroupEntry, Optional<String>> next) {
        Set<String> passed = new HashSet<>();
        String at = code;
        while (passed.add(at)) {
            Optional<String> onward = entry(at).flatMap(next);
            if (onward.isEmpty()) {
                return at;
            }
            at = onward.get();
        }
        throw new IllegalArgumentException("the group %s would lead back to itself".formatted(code));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupRegister register && entries.equals(register.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.values().toString();
    }
}
