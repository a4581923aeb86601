package org.menagerie.zoo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Imports run one way only: docs/architecture.md shows it, this proves it. */
class ImportDirectionsTest {
  private static final String[] ARCHITECTURES = {
    "org.menagerie.mlp..", "org.menagerie.cnn..", "org.menagerie.rnn..", "org.menagerie.attention.."
  };

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.menagerie");

  @Test
  void importsRunOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.menagerie..")
        .layer("core")
        .definedBy("org.menagerie.core..")
        .layer("data")
        .definedBy("org.menagerie.data..")
        .layer("layers")
        .definedBy("org.menagerie.layers..")
        .layer("report")
        .definedBy("org.menagerie.report..")
        .layer("cli")
        .definedBy("org.menagerie.cli..")
        .layer("architectures")
        .definedBy(ARCHITECTURES)
        .layer("search")
        .definedBy("org.menagerie.search..")
        .layer("zoo")
        .definedBy("org.menagerie.zoo..")
        .whereLayer("zoo")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("search")
        .mayNotBeAccessedByAnyLayer() // found through ServiceLoader
        .whereLayer("architectures")
        .mayNotBeAccessedByAnyLayer() // found through ServiceLoader
        .whereLayer("cli")
        .mayOnlyBeAccessedByLayers("architectures", "search", "zoo")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("cli", "architectures", "search", "zoo")
        .whereLayer("data")
        .mayOnlyBeAccessedByLayers("report", "cli", "architectures", "search", "zoo")
        .whereLayer("layers")
        .mayOnlyBeAccessedByLayers("core", "report", "cli", "architectures", "search", "zoo")
        .whereLayer("core")
        .mayOnlyBeAccessedByLayers("data", "report", "cli", "architectures", "search", "zoo")
        .check(classes);
  }

  @Test
  void noArchitectureSeesAnother() {
    slices()
        .matching("org.menagerie.(mlp|cnn|rnn|attention)..")
        .should()
        .notDependOnEachOther()
        .check(classes);
  }

  @Test
  void aConsoleIsKnownToTheCliAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.menagerie.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(classes);
  }

  @Test
  void aFileFormatIsKnownToDataAndReportAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.menagerie.data..", "org.menagerie.report..", "org.menagerie.search.export..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson..", "de.siegmar.fastcsv..")
        .check(classes);
  }
}
