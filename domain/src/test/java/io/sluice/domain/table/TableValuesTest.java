package io.sluice.domain.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableValuesTest {
  private static final TableSchema SCHEMA =
      TableSchema.of(
          Field.nullable("day", PrimitiveType.DATE), Field.nullable("n", PrimitiveType.LONG));

  @Test
  void shouldCountVersionsFromTheAbsentTableOn() {
    assertThat(TableVersion.NONE.exists()).isFalse();
    assertThat(TableVersion.NONE.next()).isEqualTo(new TableVersion(0));
    assertThat(new TableVersion(0).exists()).isTrue();
    assertThat(new TableVersion(9)).isLessThan(new TableVersion(10)).hasToString("9");
    assertThatThrownBy(() -> new TableVersion(-2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldHavePartitionColumnsOnlyFromTheSchema() {
    // Given
    TableDefinition definition = new TableDefinition(SCHEMA, List.of("day"), Map.of("a", "b"));

    // Then
    assertThatThrownBy(() -> new TableDefinition(SCHEMA, List.of("Day"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Day");
    TableSchema wider = SCHEMA.plus(List.of(Field.nullable("x", PrimitiveType.LONG)));
    assertThat(definition.withSchema(wider))
        .isEqualTo(new TableDefinition(wider, List.of("day"), Map.of("a", "b")));
  }

  @Test
  void shouldKeepNullPartitionValues() {
    // Given
    List<String> values = new ArrayList<>(Arrays.asList("2013-01-01", null));

    // When
    PartitionValues partition = new PartitionValues(List.of("day", "n"), values);
    values.clear();

    // Then
    assertThat(partition.values()).containsExactly("2013-01-01", null);
    assertThatThrownBy(() -> partition.values().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> new PartitionValues(List.of("day"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/absolute"})
  void shouldKeepDataFilesBelowTheTable(String path) {
    assertThatThrownBy(() -> new DataFile(path, 1, 1, 1, PartitionValues.NONE, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNotFollowItsCallersStatistics() {
    // Given
    List<String> path = new ArrayList<>(List.of("a", "b"));
    ColumnStatistics statistics =
        new ColumnStatistics(path, Optional.of(new StatisticValue.Whole(1)), Optional.empty(), 0);
    List<ColumnStatistics> columns = new ArrayList<>(List.of(statistics));
    DataFile file = new DataFile("x.parquet", 1, 1, 1, PartitionValues.NONE, columns);

    // When
    path.clear();
    columns.clear();

    // Then
    assertThat(file.columns()).containsExactly(statistics);
    assertThat(statistics.path()).containsExactly("a", "b");
  }
}
