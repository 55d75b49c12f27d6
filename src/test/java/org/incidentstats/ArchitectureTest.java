package org.incidentstats;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

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
                .whereLayer("local")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("brief")
                .mayOnlyBeAccessedByLayers("local")
                .whereLayer("editing")
                .mayOnlyBeAccessedByLayers("local")
                .whereLayer("imports")
                .mayOnlyBeAccessedByLayers("local", "function")
                .whereLayer("function")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("statistics")
                .mayOnlyBeAccessedByLayers("local", "function", "editing", "imports", "brief")
                .whereLayer("event")
                .mayOnlyBeAccessedByLayers("local", "function", "editing", "imports", "brief", "statistics")
                .whereLayer("platform")
                .mayOnlyBeAccessedByLayers("local", "function", "editing", "imports", "brief", "statistics", "event")
                .check(classes);
    }

    @Test
    void noTwoPackagesDependOnEachOther() {
        slices().matching("org.incidentstats.(*)..").should().beFreeOfCycles().check(classes);
    }
}
