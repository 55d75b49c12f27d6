package org.incidentstats;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The table of settings is that of the code. */
class SettingsTest {

    private static final Path TABLE = Path.of("docs/settings.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Z0-9_]+)` \\| (?:`([^`]*)` )?\\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("\\b(?:INCIDENTSTATS|MP_JWT|QUARKUS)_[A-Z_]*[A-Z]\\b");

    /** They come from the build, or are the tests'. */
    private static final Set<String> NO_SETTINGS = Set.of(
            "QUARKUS_APPLICATION_VERSION",
            "QUARKUS_HTTP_COMPRESS_MEDIA_TYPES",
            "INCIDENTSTATS_ACCEPT_DYNAMODB_LOCAL_LICENCE");

    @Test
    void everySettingOfTheCodeIsInTheTableWithItsDefault() throws Exception {
        Map<String, Optional<String>> ofTheCode = mapped();
        Map<String, Optional<String>> shown = new TreeMap<>(table());
        shown.keySet().removeIf(name -> !name.startsWith("INCIDENTSTATS_"));

        assertTrue(ofTheCode.size() > 30, ofTheCode::toString);
        assertEquals(ofTheCode, shown);
    }

    @Test
    void everyOtherRowIsReadByTheCodeOrSetByADeployment() throws Exception {
        Set<String> used = new TreeSet<>(injected());
        for (String file : new String[] {"infra/template.yaml", "docs/server/server.env"}) {
            used.addAll(named(Path.of(file)));
        }
        used.removeAll(NO_SETTINGS);

        assertEquals(Set.of(), without(used, table().keySet()), "not in the table");
        Set<String> others = new TreeSet<>(table().keySet());
        others.removeIf(name -> name.startsWith("INCIDENTSTATS_"));
        assertEquals(Set.of(), without(others, used), "in the table alone");
    }

    @Test
    void whatTheDocumentationNamesIsInTheTable() throws Exception {
        Set<String> names = new TreeSet<>();
        for (String file : new String[] {
            "README.md", "CHANGELOG.md", "SECURITY.md", "docs/server.md", "infra/README.md", "infra/runbook.md"
        }) {
            names.addAll(named(Path.of(file)));
        }
        names.removeAll(NO_SETTINGS);
        assertTrue(names.contains("INCIDENTSTATS_LOCAL_DATA_FOLDER"), names::toString);
        assertEquals(Set.of(), without(names, table().keySet()));
    }

    private static Map<String, Optional<String>> table() throws IOException {
        Map<String, Optional<String>> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(TABLE));
        while (row.find()) {
            rows.put(row.group(1), Optional.ofNullable(row.group(2)));
        }
        return rows;
    }

    private static Map<String, Optional<String>> mapped() throws IOException {
        Map<String, Optional<String>> settings = new TreeMap<>();
        for (Class<?> type : classes()) {
            if (!type.isAnnotationPresent(ConfigMapping.class)) {
                continue;
            }
            String prefix = type.getAnnotation(ConfigMapping.class).prefix();
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isAbstract(method.getModifiers())) {
                    String name = Optional.ofNullable(method.getAnnotation(WithName.class))
                            .map(WithName::value)
                            .orElse(method.getName().replaceAll("([A-Z])", "-$1"));
                    settings.put(
                            variable(prefix + "." + name),
                            Optional.ofNullable(method.getAnnotation(WithDefault.class))
                                    .map(WithDefault::value));
                }
            }
        }
        return settings;
    }

    /** What is injected by name, into constructors and methods. */
    private static Set<String> injected() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Class<?> type : classes()) {
            Stream.<Executable>concat(Stream.of(type.getDeclaredConstructors()), Stream.of(type.getDeclaredMethods()))
                    .flatMap(unit -> Stream.of(unit.getParameters()))
                    .map(parameter -> parameter.getAnnotation(ConfigProperty.class))
                    .filter(Objects::nonNull)
                    .map(ConfigProperty::name)
                    .filter(name -> name.matches("(mp|quarkus|incidentstats)\\..*"))
                    .forEach(name -> names.add(variable(name)));
        }
        return names;
    }

    /** The classes of all editions that have a file of their own. */
    private static List<Class<?>> classes() throws IOException {
        List<Class<?>> classes = new ArrayList<>();
        for (String folder : List.of("src/main/java", "src/local/java", "src/aws/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(
                                one -> one.toString().endsWith(".java") && !one.endsWith("package-info.java"))
                        .toList()) {
                    String name = Path.of(folder).relativize(file).toString();
                    classes.add(Class.forName(
                            name.substring(0, name.length() - ".java".length()).replace(File.separatorChar, '.'),
                            false,
                            SettingsTest.class.getClassLoader()));
                }
            } catch (ClassNotFoundException e) {
                throw new IOException(e);
            }
        }
        return classes;
    }

    private static Set<String> named(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(Files.readString(file));
        while (name.find()) {
            names.add(name.group());
        }
        return names;
    }

    private static Set<String> without(Set<String> names, Set<String> others) {
        Set<String> left = new TreeSet<>(names);
        left.removeAll(others);
        return left;
    }

    private static String variable(String property) {
        return property.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
