package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each backend has the same classes, so that who knows one knows all. */
class BackendPackagesTest {
  private static final String STORAGE = "io.sluice.storage";
  private static final List<String> PARTS =
      List.of("Backend", "Config", "ExclusiveCreate", "Module", "ObjectStore");

  @Test
  void shouldHaveTheSameClassesInEachBackend() {
    // Given
    Set<String> classes =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // In a build that packages, the adapters' tests are in a jar.
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages(STORAGE)
                .stream()
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));

    // Then
    assertThat(backends(classes))
        .containsExactly(
            STORAGE + ".azure.Azure",
            STORAGE + ".gcs.Gcs",
            STORAGE + ".local.Local",
            STORAGE + ".minio.Minio",
            STORAGE + ".s3.S3");
    assertThat(missing(classes)).isEmpty();
  }

  @Test
  void shouldNoticeABackendThatLacksOne() {
    assertThat(
            missing(
                Set.of(
                    STORAGE + ".x.XBackend",
                    STORAGE + ".x.XConfig",
                    STORAGE + ".x.XModule",
                    STORAGE + ".x.XObjectStore")))
        .containsExactly(STORAGE + ".x.XExclusiveCreate");
  }

  private static Set<String> backends(Set<String> classes) {
    return classes.stream()
        .filter(name -> name.endsWith("Backend"))
        .map(name -> name.substring(0, name.length() - "Backend".length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> missing(Set<String> classes) {
    List<String> missing = new ArrayList<>();
    for (String backend : backends(classes)) {
      PARTS.stream()
          .map(part -> backend + part)
          .filter(name -> !classes.contains(name))
          .forEach(missing::add);
    }
    return missing;
  }
}
