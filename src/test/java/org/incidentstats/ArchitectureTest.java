package org.incidentstats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Dependencies between packages point one way. */
class ArchitectureTest {

    private static final int MOST_TYPES = 27;

    // Read once: a test has an object for each of its methods
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.incidentstats");

    private final Packages packages = new Packages(CLASSES);

    @Test
    void packagesDependOnlyOnThoseBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.incidentstats..")
                .withOptionalLayers(true)
                .layer("local")
                .definedBy("org.incidentstats.local..")
                .layer("brief")
                .definedBy("org.incidentstats.brief..")
                .layer("subscription")
                .definedBy("org.incidentstats.subscription..")
                .layer("editing")
                .definedBy("org.incidentstats.editing..")
                .layer("imports")
                .definedBy("org.incidentstats.imports..")
                .layer("function")
                .definedBy("org.incidentstats.function..")
                .layer("statistics")
                .definedBy("org.incidentstats.statistics..")
                .layer("event")
                .definedBy("org.incidentstats.event..")
                .layer("time")
                .definedBy("org.incidentstats.time..")
                .layer("vocabulary")
                .definedBy("org.incidentstats.vocabulary..")
                .layer("workbook")
                .definedBy("org.incidentstats.workbook..")
                .layer("platform")
                .definedBy("org.incidentstats.platform..")
                .layer("identity")
                .definedBy("org.incidentstats.identity..")
                .layer("store")
                .definedBy("org.incidentstats.store..")
                .whereLayer("local")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("subscription")
                .mayOnlyBeAccessedByLayers("local", "function")
                .whereLayer("brief")
                .mayOnlyBeAccessedByLayers("local", "function", "subscription")
                .whereLayer("editing")
                .mayOnlyBeAccessedByLayers("local", "imports")
                .whereLayer("imports")
                .mayOnlyBeAccessedByLayers("local", "function")
                .whereLayer("function")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("statistics")
                .mayOnlyBeAccessedByLayers("local", "function", "subscription", "editing", "imports", "brief")
                .whereLayer("event")
                .mayOnlyBeAccessedByLayers(
                        "local", "function", "subscription", "editing", "imports", "brief", "statistics")
                .whereLayer("platform")
                .mayOnlyBeAccessedByLayers(
                        "local", "function", "subscription", "editing", "imports", "brief", "statistics", "event")
                .whereLayer("time")
                .mayOnlyAccessLayers("vocabulary")
                .whereLayer("vocabulary")
                .mayNotAccessAnyLayer()
                .whereLayer("workbook")
                .mayNotAccessAnyLayer()
                .whereLayer("identity")
                .mayNotAccessAnyLayer()
                .whereLayer("store")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "event.http,               local",
        "statistics.http,          local",
        "statistics.format,        statistics.http",
        "statistics.columns,       local|function",
        "statistics.columns.scan,     statistics.columns",
        "statistics.columns.segment,  statistics.columns|statistics.columns.scan",
        "statistics.columns.encoding, statistics.columns|statistics.columns.scan|statistics.columns.segment",
        "imports.mapping,          imports",
        "imports.file,             imports|imports.mapping",
        "brief.content,            brief|brief.revision|brief.words|brief.workbook|subscription",
        "brief.revision,           brief",
        "brief.words,              brief|brief.workbook",
        "brief.workbook,           brief"
    })
    void anInnerPackageIsClosedToAllButItsNeighbours(String inner, String neighbours) {
        String[] mayUseIt = Stream.concat(Stream.of(inner), Stream.of(neighbours.split("\\|")))
                .map(name -> "org.incidentstats." + name)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(mayUseIt)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.incidentstats." + inner)
                .check(CLASSES);
    }

    @Test
    void aPackageHoldsNoMoreThanCanBeKeptInMind() {
        packages.types()
                .forEach((name, types) -> assertTrue(
                        types.size() <= MOST_TYPES, () -> "%s has %d types: %s".formatted(name, types.size(), types)));
    }

    @Test
    void theDrawingOfThePackagesIsThatOfTheCode() throws IOException {
        String page = Files.readString(Path.of("docs/architecture.md"));

        assertEquals(packages.drawing(), page.replaceFirst("(?s).*```mermaid\n(.*?)\n```.*", "$1"));
    }

    @Test
    void nothingAboveTheDoorKnowsWhichDatabaseStandsBehindIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.incidentstats.store.sql", "org.incidentstats.local")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..", "..store.sql")
                .check(CLASSES);
    }

    @Test
    void nothingOfEveryEditionKnowsAws() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..")
                .check(CLASSES);
    }

    @Test
    void noTwoPackagesDependOnEachOther() {
        slices().matching("org.incidentstats.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
