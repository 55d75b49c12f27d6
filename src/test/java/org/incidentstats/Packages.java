package org.incidentstats;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

/** The packages of the application and which of them uses which. */
final class Packages {

    private static final String ROOT = "org.incidentstats.";

    private final Map<String, Set<String>> types = new TreeMap<>();
    private final Map<String, Set<String>> uses = new TreeMap<>();

    Packages(JavaClasses classes) {
        for (JavaClass type : classes) {
            if (type.getPackageName().startsWith(ROOT) && !type.getSimpleName().equals("package-info")) {
                add(type);
            }
        }
    }

    private void add(JavaClass type) {
        String from = name(type);
        if (type.isTopLevelClass()) {
            types.computeIfAbsent(from, any -> new TreeSet<>()).add(type.getSimpleName());
        }
        Set<String> used = uses.computeIfAbsent(from, any -> new TreeSet<>());
        type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(target -> target.getPackageName().startsWith(ROOT))
                .map(Packages::name)
                .filter(to -> !to.equals(from))
                .forEach(used::add);
    }

    private static String name(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    /** The names of the top-level types of each package. */
    Map<String, Set<String>> types() {
        return types;
    }

    /** The drawing, in Mermaid's language: an arrow for each use that does not follow from others. */
    String drawing() {
        return uses.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n", "flowchart TD\n", ""));
    }

    private String line(String from, Set<String> used) {
        String arrows = used.stream()
                .filter(to -> used.stream().noneMatch(other -> !other.equals(to) && reaches(other, to)))
                .collect(Collectors.joining(" & "));
        return arrows.isEmpty() ? "  " + from : "  " + from + " --> " + arrows;
    }

    private boolean reaches(String from, String to) {
        return uses.getOrDefault(from, Set.of()).stream().anyMatch(next -> next.equals(to) || reaches(next, to));
    }
}
