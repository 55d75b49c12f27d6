package org.incidentstats;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Dependencies between packages point one way. */
class ArchitectureTest {

    private final JavaClasses classes =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.incidentstats");

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
                .layer("platform")
                .definedBy("org.incidentstats.platform..")
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
                .whereLayer("store")
                .mayNotAccessAnyLayer()
                .check(classes);
    }

    @Test
    void nothingAboveTheDoorKnowsWhichDatabaseStandsBehindIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.incidentstats.store.sql", "org.incidentstats.local")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..", "..store.sql")
                .check(classes);
    }

    @Test
    void nothingOfEveryEditionKnowsAws() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..")
                .check(classes);
    }

    @Test
    void noTwoPackagesDependOnEachOther() {
        slices().matching("org.incidentstats.(*)..").should().beFreeOfCycles().check(classes);
    }
}
