package dev.docent.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.docent.models", importOptions = DoNotIncludeTests.class)
class ModelsArchitectureTest {
  @ArchTest
  static final ArchRule knowsNeitherBeamNorTheOtherModules =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.beam..",
              "org.apache.flink..",
              "dev.docent.transforms..",
              "dev.docent.pipelines..",
              "dev.docent.serving..");

  @ArchTest
  static final ArchRule packagesDependInOneDirection =
      slices().matching("dev.docent.models.(*)..").should().beFreeOfCycles();
}
