package io.sluice.domain.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.schema.SchemaNotation;
import io.sluice.domain.schema.TableSchema;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnBatchBuilderTest {
  @Test
  void shouldTakeTheLastOfTwoValuesForOneColumn() {
    // Given a JSON object with a duplicate key
    ColumnBatchBuilder builder = new ColumnBatchBuilder(schema("a long", "b long"));
    LongVector column = (LongVector) builder.column(0);

    // When
    column.append(1);
    column.truncate(builder.rows());
    column.append(2);
    builder.endRow();

    // Then
    assertThat(builder.rows()).isEqualTo(1);
    assertThat(column.get(0)).isEqualTo(2);
    assertThat(builder.column(1).isNull(0)).isTrue();
  }

  @Test
  void shouldGiveRowsSoFarANullInANewColumn() {
    // Given
    ColumnBatchBuilder builder = new ColumnBatchBuilder(schema("s struct<a:long>"));
    ((LongVector) ((StructVector) builder.column(0)).child(0)).append(1);
    ((StructVector) builder.column(0)).endStruct();
    builder.endRow();

    // When
    builder.widen(schema("s struct<a:long,b:string>", "c double"));
    builder.endRow();

    // Then
    ColumnBatch batch = builder.build();
    assertThat(batch.schema()).isEqualTo(schema("s struct<a:long,b:string>", "c double"));
    assertThat(batch.column(1).size()).isEqualTo(2);
    assertThat(((StructVector) batch.column(0)).child(1).isNull(0)).isTrue();
    assertThat(batch.column(0).isNull(0)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a long | the wider schema lacks fields",
        "b string; a long | has b where a was",
        "x date; a long; b string | has x where a was",
        "a string; b string | has string where a was long",
        "a long; b list<string> | has list<string> where b was string",
      })
  void shouldRefuseWhatIsNotWider(String columns, String message) {
    // Given
    ColumnBatchBuilder builder = new ColumnBatchBuilder(schema("a long", "b string"));
    builder.endRow();

    // Then
    assertThatThrownBy(() -> builder.widen(schema(columns.split("; "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    assertThat(builder.build().columns()).as("nothing has changed").hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "struct<a:long,b:long> | struct<b:long,a:long>",
        "struct<a:long,b:long> | struct<a:long>",
        "struct<a:long> | struct<a:double>",
        "list<struct<a:long>> | list<struct<z:long,a:long>>",
        "map<string,struct<a:long>> | map<string,struct<z:long,a:long>>",
        "list<long> | list<double>",
        "struct<a:long> | map<string,long>",
      })
  void shouldRefuseInsideToo(String before, String after) {
    ColumnBatchBuilder builder = new ColumnBatchBuilder(schema("c " + before));
    assertThatThrownBy(() -> builder.widen(schema("c " + after)))
        .as("values would be found under another field's name")
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldAbandonARowWithoutATrace() {
    // Given
    ColumnBatchBuilder builder = new ColumnBatchBuilder(schema("a long", "l list<long>"));
    ((LongVector) builder.column(0)).append(1);
    ((LongVector) ((ListVector) builder.column(1)).elements()).append(1);

    // When
    builder.abandonRow();

    // Then
    assertThat(builder.rows()).isZero();
    assertThat(builder.column(0).size()).isZero();
    assertThat(((ListVector) builder.column(1)).elements().size()).isZero();
    assertThat(builder.bytes()).isZero();
  }

  @Test
  void shouldSelectRowsOfABatch() {
    // Given
    ColumnBatchBuilder builder = new ColumnBatchBuilder(schema("a long", "b long"));
    for (long i = 0; i < 5; i++) {
      ((LongVector) builder.column(0)).append(i);
      builder.endRow();
    }

    // When
    ColumnBatch selected = builder.build().select(new int[] {4, 0, 4}, 2);

    // Then
    assertThat(selected.rows()).isEqualTo(2);
    assertThat(((LongVector) selected.column(0)).get(0)).isEqualTo(4);
    assertThat(((LongVector) selected.column(0)).get(1)).isZero();
    assertThat(selected.column(1).nullCount()).isEqualTo(2);
    assertThat(selected.bytes()).isEqualTo(32);
  }

  @Test
  void shouldRefuseABatchThatDoesNotFitItsSchema() {
    // Given
    ColumnVector one = new ColumnBatchBuilder(schema("a long")).column(0);

    // Then
    assertThatThrownBy(() -> new ColumnBatch(schema("a long", "b long"), List.of(one), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ColumnBatch(schema("a long"), List.of(one), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TableSchema schema(String... columns) {
    return new TableSchema(Arrays.stream(columns).map(SchemaNotation::parseColumn).toList());
  }
}
