package dev.docent.pipelines;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.docent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule knowsNeitherTensorFlowNorTheModulesThatUseIt =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow..", "dev.docent.models..", "dev.docent.serving..");
}
