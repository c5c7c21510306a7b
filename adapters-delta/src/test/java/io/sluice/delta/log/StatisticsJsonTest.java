package io.sluice.delta.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.table.ColumnStatistics;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.PartitionValues;
import io.sluice.domain.table.StatisticValue;
import io.sluice.domain.table.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsJsonTest {
  private static final TimeRange RANGE =
      new TimeRange(
          "at",
          Instant.parse("2026-03-01T09:00:00.000500Z"),
          Instant.parse("2026-03-01T10:00:00Z"));

  @Test
  void shouldWriteNestedColumnsAsNestedObjects() {
    // Given
    DataFile file =
        new DataFile(
            "x.parquet",
            1,
            0,
            10,
            PartitionValues.NONE,
            List.of(
                column(0, new StatisticValue.Whole(-1), new StatisticValue.Whole(9), "id"),
                column(1, new StatisticValue.Real(0.5), new StatisticValue.Real(1e300), "a", "x"),
                column(
                    2,
                    new StatisticValue.Exact(new BigDecimal("0.10")),
                    new StatisticValue.Exact(new BigDecimal("99999999999999999999.99")),
                    "a",
                    "b",
                    "y"),
                column(10, null, null, "none")));

    // When
    String json = StatisticsJson.write(file, IndexedColumns.of(Map.of()));

    // Then
    assertThat(json)
        .isEqualTo(
            "{\"numRecords\":10,"
                + "\"minValues\":{\"id\":-1,\"a\":{\"x\":0.5,\"b\":{\"y\":0.10}}},"
                + "\"maxValues\":{\"id\":9,\"a\":{\"x\":1.0E300,\"b\":{\"y\":99999999999999999999.99}}},"
                + "\"nullCount\":{\"id\":0,\"a\":{\"x\":1,\"b\":{\"y\":2}},\"none\":10}}");
    assertThat(StatisticsJson.rows(json)).hasValue(10);
  }

  @Test
  void shouldNotKnowRowsThatAreNotNamed() {
    assertThat(StatisticsJson.rows("")).isEmpty();
    assertThat(StatisticsJson.rows("{}")).isEmpty();
    assertThat(StatisticsJson.rows("{\"numRecords\":\"many\"}")).isEmpty();
    assertThat(StatisticsJson.rows("[]")).isEmpty();
    assertThat(StatisticsJson.rows("{\"numRecords\":1")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T08:00:00.000Z, 2026-03-01T08:59:59.999Z, false", // before
    "2026-03-01T08:00:00.000Z, 2026-03-01T09:00:00.000Z, true", // perhaps cut from .000999
    "2026-03-01T09:59:59.999Z, 2026-03-01T12:00:00.000Z, true",
    "2026-03-01T10:00:00.000Z, 2026-03-01T12:00:00.000Z, false", // after
    "2026-03-01T11:00:00+01:00, 2026-03-01T12:00:00+01:00, false",
    "2026-03-01T08:00:00.000Z, 2026-03-01T12:00:00.000Z, true" // around
  })
  void shouldRuleOutFilesByTheirBounds(String min, String max, boolean expected) {
    // Given
    String json =
        "{\"minValues\":{\"at\":\"%s\"},\"maxValues\":{\"at\":\"%s\"}}".formatted(min, max);

    // When / Then
    assertThat(StatisticsJson.canHold(json, RANGE)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"minValues\":{\"at\":12},\"maxValues\":{\"at\":13}}",
        "{\"minValues\":{\"at\":\"soon\"},\"maxValues\":{\"at\":\"later\"}}",
        "{\"minValues\":{\"other\":\"2027-01-01T00:00:00Z\"}}"
      })
  void shouldRuleOutNoFileThatDoesNotSay(String json) {
    assertThat(StatisticsJson.canHold(json, RANGE)).isTrue();
  }

  private static ColumnStatistics column(
      long nulls, StatisticValue min, StatisticValue max, String... path) {
    return new ColumnStatistics(
        List.of(path), Optional.ofNullable(min), Optional.ofNullable(max), nulls);
  }
}
