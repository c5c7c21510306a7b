package io.sluice.delta.parquet;

import static io.sluice.delta.parquet.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PartitioningTest {
  private static final TableSchema SCHEMA =
      TableSchema.of(
          Field.nullable("s", PrimitiveType.STRING),
          Field.nullable("l", PrimitiveType.LONG),
          Field.required("id", PrimitiveType.LONG),
          Field.nullable("b", PrimitiveType.BOOLEAN),
          Field.nullable("d", PrimitiveType.DATE));

  @Test
  void shouldWriteValuesInTheFormOfTheProtocol() {
    // Given
    ColumnBatch rows = Rows.batch(SCHEMA, List.of(row("x", -5L, 1L, false, -1L)));

    // When
    Partitioning partitions = Partitioning.of(rows, List.of("d", "b", "l", "s"));

    // Then
    assertThat(partitions.count()).isEqualTo(1);
    assertThat(partitions.values(0).columns()).containsExactly("d", "b", "l", "s");
    assertThat(partitions.values(0).values()).containsExactly("1969-12-31", "false", "-5", "x");
    assertThat(partitions.rows(0).schema())
        .isEqualTo(TableSchema.of(Field.required("id", PrimitiveType.LONG)));
  }

  @Test
  void shouldTellNullFromFalseAndZero() {
    // Given
    ColumnBatch rows =
        Rows.batch(
            SCHEMA,
            List.of(
                row("", 0L, 1L, false, 0L),
                row(null, null, 2L, null, null),
                row("", 0L, 3L, false, 0L)));

    // When / Then
    assertThat(idsByValue(rows, "l")).containsExactly(entry("0", 1L, 3L), entry(null, 2L));
    assertThat(idsByValue(rows, "b")).containsExactly(entry("false", 1L, 3L), entry(null, 2L));
    assertThat(idsByValue(rows, "d")).containsExactly(entry("1970-01-01", 1L, 3L), entry(null, 2L));
    assertThat(idsByValue(rows, "s")).containsExactly(entry(null, 1L, 2L, 3L));
  }

  @Test
  void shouldGroupManyRowsAsAMapWould() {
    // Given
    Random random = new Random(1);
    List<List<Object>> rows = new ArrayList<>();
    Map<List<Object>, List<Object>> expected = new LinkedHashMap<>();
    for (long id = 0; id < 20_000; id++) {
      String text = random.nextInt(5) == 0 ? null : "v" + random.nextInt(300);
      Object number = random.nextInt(5) == 0 ? null : (long) random.nextInt(4) << 40;
      rows.add(row(text, number, id, null, null));
      expected
          .computeIfAbsent(
              row(text, number == null ? null : number.toString()), key -> new ArrayList<>())
          .add(id);
    }

    // When
    Partitioning partitions = Partitioning.of(Rows.batch(SCHEMA, rows), List.of("s", "l"));

    // Then
    Map<List<Object>, List<Object>> actual = new LinkedHashMap<>();
    for (int i = 0; i < partitions.count(); i++) {
      actual.put(new ArrayList<>(partitions.values(i).values()), ids(partitions.rows(i)));
    }
    assertThat(actual).hasSizeGreaterThan(1000).isEqualTo(expected);
    assertThat(new ArrayList<>(actual.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
  }

  @Test
  void shouldNotCopyABatchOfOnePartition() {
    // Given
    ColumnBatch rows = Rows.batch(SCHEMA, List.of(row("x", 1L, 1L), row("x", 2L, 2L)));

    // When
    Partitioning partitions = Partitioning.of(rows, List.of("s"));

    // Then
    assertThat(partitions.rows(0).column(1)).isSameAs(rows.column(2));
  }

  @Test
  void shouldAcceptEveryTypeThatHasAText() {
    assertThatCode(() -> Partitioning.check(SCHEMA, List.of("s", "l", "b", "d")))
        .doesNotThrowAnyException();
    assertThatCode(() -> Partitioning.check(SCHEMA, List.of())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("otherTypes")
  void shouldRefuseOtherTypes(FieldType type) {
    // Given
    TableSchema schema =
        TableSchema.of(Field.nullable("c", type), Field.nullable("x", PrimitiveType.LONG));

    // When / Then
    assertInvalid(schema, List.of("c"), "Cannot partition by c: it is of type " + type);
  }

  static Stream<FieldType> otherTypes() {
    return Stream.of(
        PrimitiveType.DOUBLE,
        PrimitiveType.TIMESTAMP,
        PrimitiveType.BINARY,
        new DecimalType(5, 2),
        new ListType(PrimitiveType.LONG));
  }

  @Test
  void shouldRefuseColumnsThatAreMissingOrNamedTwice() {
    assertInvalid(SCHEMA, List.of("S"), "Cannot partition by S: there is no such column");
    assertInvalid(SCHEMA, List.of("s", "s"), "Cannot partition by s: it is named twice");
  }

  @Test
  void shouldRefuseTextsThatCannotBeNull() {
    // Given
    TableSchema schema =
        TableSchema.of(
            Field.required("s", PrimitiveType.STRING),
            Field.required("d", PrimitiveType.DATE),
            Field.nullable("x", PrimitiveType.LONG));

    // When / Then
    assertInvalid(schema, List.of("s"), "Cannot partition by s: it is a string that is declared");
    assertThatCode(() -> Partitioning.check(schema, List.of("d"))).doesNotThrowAnyException();
  }

  @Test
  void shouldNotMakeAPartitionOfNullsThatAreNotAllowed() {
    // Given
    ColumnBatch rows = Rows.batch(SCHEMA, List.of(row("x", 1L, null, null, null)));

    // When / Then
    assertThatThrownBy(() -> Partitioning.of(rows, List.of("id")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column id is declared not null");
  }

  @Test
  void shouldRefuseToLeaveNoColumn() {
    assertInvalid(SCHEMA.plus(List.of()), List.of("s", "l", "id", "b", "d"), "all of them");
  }

  private static void assertInvalid(TableSchema schema, List<String> partitionBy, String message) {
    assertThatThrownBy(() -> Partitioning.check(schema, partitionBy))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.hint()).isNotEmpty();
            })
        .hasMessageContaining(message);
  }

  private static List<List<Object>> idsByValue(ColumnBatch rows, String column) {
    Partitioning partitions = Partitioning.of(rows, List.of(column));
    List<List<Object>> entries = new ArrayList<>();
    for (int i = 0; i < partitions.count(); i++) {
      entries.add(row(partitions.values(i).values().get(0), ids(partitions.rows(i))));
    }
    return entries;
  }

  private static List<Object> entry(String value, Object... ids) {
    return row(value, row(ids));
  }

  private static List<Object> ids(ColumnBatch rows) {
    LongVector column = (LongVector) rows.column(rows.schema().indexOf("id"));
    List<Object> ids = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      ids.add(column.get(row));
    }
    return ids;
  }
}
