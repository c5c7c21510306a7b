package io.sluice.delta.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.table.PartitionValues;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionPathTest {
  @Test
  void shouldBeEmptyWithoutPartitionColumns() {
    assertThat(PartitionPath.of(PartitionValues.NONE)).isEmpty();
  }

  @Test
  void shouldHaveAFolderPerColumn() {
    assertThat(
            PartitionPath.of(
                new PartitionValues(List.of("day", "who"), Arrays.asList("2013-01-01", null))))
        .isEqualTo("day=2013-01-01/who=__HIVE_DEFAULT_PARTITION__/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a b|c=a b/",
        "a/b|c=a%2Fb/",
        "../x|c=..%2Fx/",
        "%2F|c=%252F/",
        "=:?*#|c=%3D%3A%3F%2A%23/",
        "\"'\\|c=%22%27%5C/",
        "{[]^|c=%7B%5B%5D%5E/",
        "grün|c=grün/",
        "😀|c=😀/",
        "v1.|c=v1%2E/",
        "v.1|c=v.1/",
        "..|c=.%2E/"
      })
  void shouldEscapeAsSparkDoes(String value, String folder) {
    assertThat(folder("c", value)).isEqualTo(folder);
  }

  @Test
  void shouldEscapeControlCharacters() {
    assertThat(folder("c", "\u0000\t\n\u001F\u007F")).isEqualTo("c=%00%09%0A%1F%7F/");
  }

  @Test
  void shouldEscapeTheColumnsNameToo() {
    assertThat(folder("a/b", "x")).isEqualTo("a%2Fb=x/");
  }

  @Test
  void shouldNotCarryAValueTooLongForAFileName() {
    // Given
    String longest = "x".repeat(253);

    // When / Then
    assertThat(folder("c", longest)).isEqualTo("c=" + longest + "/");
    assertThat(folder("c", longest + "x")).matches("sha256-[0-9a-f]{64}/");
    assertThat(folder("c", longest + "x")).isNotEqualTo(folder("c", longest + "y"));
    assertThat(folder("c", "é".repeat(127))).startsWith("sha256-");
  }

  @Test
  void shouldNotCarryManyValuesThatMakeThePathTooLong() {
    // Given
    List<String> columns = List.of("a", "b", "c");

    // When
    String folder =
        PartitionPath.of(new PartitionValues(columns, Collections.nCopies(3, "x".repeat(250))));

    // Then
    assertThat(folder).startsWith("sha256-").hasSize(72);
  }

  private static String folder(String column, String value) {
    return PartitionPath.of(new PartitionValues(List.of(column), List.of(value)));
  }
}
