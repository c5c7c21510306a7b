package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(ArchitectureTest::isNoTestJar)
          .importPackages("io.sluice");

  @ParameterizedTest
  @EnumSource(Rule.class)
  void shouldHoldInTheProduct(Rule rule) {
    rule.rule().check(PRODUCT);
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void shouldBiteEveryDeliberateViolationAndNothingAllowed(Rule rule) {
    // Given
    JavaClasses fixtures = new ClassFileImporter().importPackages(rule.fixtures());

    // When
    List<String> violations = rule.rule().evaluate(fixtures).getFailureReport().getDetails();

    // Then
    assertThat(fixtures).as("fixtures in %s", rule.fixtures()).isNotEmpty();
    for (JavaClass fixture : fixtures) {
      if (!fixture.getSimpleName().equals("package-info")) {
        boolean allowed = fixture.getSimpleName().startsWith("Allowed");
        assertThat(violations.stream().anyMatch(text -> text.contains(fixture.getFullName())))
            .as("%s is reported; reported are %s", fixture.getFullName(), violations)
            .isEqualTo(!allowed);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void shouldFailWhereThereIsNothingToJudge(Rule rule) {
    JavaClasses nothing = new ClassFileImporter().importPackages("io.sluice.nowhere");
    assertThatThrownBy(() -> rule.rule().check(nothing))
        .as("a renamed package must not switch the rule off")
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("failed to check any classes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "domain.record",
        "domain.schema",
        "domain.column",
        "domain.table",
        "domain.commit",
        "domain.error",
        "ports.in",
        "ports.out",
        "ports.application",
        "kafka",
        "delta.standalone",
        "delta.log",
        "delta.schema",
        "delta.parquet",
        "storage.local",
        "bootstrap.cli",
        "bootstrap.demo"
      })
  void shouldFindEveryPackageThatTheDesignNames(String layer) {
    assertThat(PRODUCT.stream().filter(Layers.in(layer))).as("classes in %s", layer).isNotEmpty();
  }

  @Test
  void shouldJudgeTheProductAlone() {
    assertThat(PRODUCT)
        .extracting(JavaClass::getFullName)
        .noneMatch(name -> name.startsWith("io.sluice.architecture"))
        .noneMatch(name -> name.endsWith("Test"))
        .noneMatch(name -> name.startsWith("io.sluice.ports.fake"));
  }

  private static boolean isNoTestJar(Location location) {
    return !location.contains("-tests.jar");
  }
}
