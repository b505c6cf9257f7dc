package dev.docent.serving;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.docent.serving",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule servesWithoutBeam =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.beam..",
              "org.apache.flink..",
              "dev.docent.transforms..",
              "dev.docent.pipelines..");

  @ArchTest
  static final ArchRule searchKnowsNoRanking =
      noClasses()
          .that()
          .resideInAPackage("dev.docent.serving.search..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.docent.serving.ranking..",
              "dev.docent.serving.prediction..",
              "dev.docent.serving.evaluation..",
              "dev.docent.serving.web..");

  @ArchTest
  static final ArchRule rankingKnowsNoWebAndNoNetwork =
      noClasses()
          .that()
          .resideInAPackage("dev.docent.serving.ranking..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.docent.serving.prediction..",
              "dev.docent.serving.evaluation..",
              "dev.docent.serving.web..",
              "io.grpc..",
              "com.linecorp.armeria..");
}
