package io.sluice.delta.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.table.ColumnStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexedColumnsTest {
  @Test
  void shouldTakeTheFirstThirtyTwoUnlessTold() {
    List<ColumnStatistics> columns = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      columns.addAll(columns("c" + i));
    }
    assertThat(select(Map.of(), columns)).hasSize(32).last().isEqualTo("c31");
    assertThat(select(Map.of(IndexedColumns.COUNT, "-1"), columns)).hasSize(40);
    assertThat(select(Map.of(IndexedColumns.COUNT, "33"), columns)).hasSize(33);
    assertThat(select(Map.of(IndexedColumns.COUNT, "0"), columns)).isEmpty();
  }

  @Test
  void shouldTakeWhatIsNamedWhateverTheCount() {
    List<ColumnStatistics> columns = columns("a", "s.x", "s.t.y", "sx", "b");
    assertThat(select(Map.of(IndexedColumns.NAMES, "b , S", IndexedColumns.COUNT, "1"), columns))
        .containsExactly("s.x", "s.t.y", "b");
    assertThat(select(Map.of(IndexedColumns.NAMES, "s.t,gone"), columns)).containsExactly("s.t.y");
    assertThat(select(Map.of(IndexedColumns.NAMES, ""), columns)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delta.dataSkippingNumIndexedCols | all",
        "delta.dataSkippingNumIndexedCols | -2",
        "delta.dataSkippingNumIndexedCols | 99999999999",
        "delta.dataSkippingStatsColumns | a,,b",
        "delta.dataSkippingStatsColumns | a,`b.c`",
        "delta.dataSkippingStatsColumns | a.",
      })
  void shouldSayWhatItCannotFollow(String property, String value) {
    assertThat(IndexedColumns.obstacle(Map.of(property, value)).orElseThrow())
        .contains(property, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delta.dataSkippingNumIndexedCols | -1",
        "delta.dataSkippingNumIndexedCols | 0",
        "delta.dataSkippingStatsColumns | a, b.c,ü",
        "delta.appendOnly | true",
      })
  void shouldHaveNothingAgainstWhatItCanFollow(String property, String value) {
    assertThat(IndexedColumns.obstacle(Map.of(property, value))).isEmpty();
  }

  private static List<String> select(
      Map<String, String> properties, List<ColumnStatistics> columns) {
    return IndexedColumns.of(properties).select(columns).stream()
        .map(column -> String.join(".", column.path()))
        .toList();
  }

  private static List<ColumnStatistics> columns(String... paths) {
    return Stream.of(paths)
        .map(
            path ->
                new ColumnStatistics(
                    List.of(path.split("\\.")), Optional.empty(), Optional.empty(), 0))
        .toList();
  }
}
