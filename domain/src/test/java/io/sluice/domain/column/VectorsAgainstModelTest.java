package io.sluice.domain.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.RandomTypes;
import io.sluice.domain.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random operations on vectors, held against lists of plain objects. */
class VectorsAgainstModelTest {
  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldHoldWhatWasAppendedAndNotTruncated(int seed) {
    // Given
    Random random = new Random(seed);
    FieldType type = RandomTypes.type(random, 3);
    ColumnVector vector = ColumnVector.of(type);
    List<Object> model = new ArrayList<>();

    // When
    for (int step = 0; step < 300; step++) {
      int choice = random.nextInt(20);
      if (choice == 0) {
        int size = random.nextInt(model.size() + 1);
        vector.truncate(size);
        model.subList(size, model.size()).clear();
      } else if (choice == 1) {
        Object unfinished = Model.random(type, random);
        if (unfinished != null) {
          Model.appendInside(vector, unfinished);
          vector.truncate(model.size());
        }
      } else if (choice == 2) {
        int size = model.size() + random.nextInt(3);
        vector.fill(size);
        while (model.size() < size) {
          model.add(null);
        }
      } else {
        Object value = Model.random(type, random);
        Model.append(vector, value);
        model.add(value);
      }
    }

    // Then
    assertSame(vector, model);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldSelectRowsInAnyOrderAndTakeMoreAfterwards(int seed) {
    // Given
    Random random = new Random(seed);
    FieldType type = RandomTypes.type(random, 3);
    ColumnVector vector = ColumnVector.of(type);
    List<Object> model = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      model.add(Model.random(type, random));
      Model.append(vector, model.get(i));
    }
    int count = random.nextInt(150);
    int[] rows = random.ints(count + 7, 0, model.size()).toArray();

    // When
    ColumnVector selected = vector.select(rows, count);

    // Then
    List<Object> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      expected.add(model.get(rows[i]));
    }
    assertSame(selected, expected);
    assertSame(vector, model);
    for (int i = 0; i < 70; i++) {
      expected.add(Model.random(type, random));
      Model.append(selected, expected.get(expected.size() - 1));
    }
    assertSame(selected, expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldBuildRowsThroughAbandoningAndWidening(int seed) {
    // Given
    Random random = new Random(seed);
    TableSchema schema = new TableSchema(RandomTypes.fields(random, 3, 2));
    ColumnBatchBuilder builder = new ColumnBatchBuilder(schema);
    List<List<Object>> model = new ArrayList<>();

    // When
    for (int step = 0; step < 120; step++) {
      int choice = random.nextInt(30);
      if (choice == 0 && schema.fields().size() < 8) {
        TableSchema wider = new TableSchema(RandomTypes.wider(random, schema.fields()));
        builder.widen(wider);
        TableSchema before = schema;
        model.replaceAll(row -> Model.widenedRow(row, before.fields(), wider.fields()));
        schema = wider;
      } else if (choice < 5) {
        appendRow(builder, random, true);
        builder.abandonRow();
      } else {
        model.add(appendRow(builder, random, false));
        builder.endRow();
      }
    }

    // Then
    ColumnBatch batch = builder.build();
    assertThat(batch.schema()).isEqualTo(schema);
    assertThat(batch.rows()).isEqualTo(model.size());
    for (int row = 0; row < model.size(); row++) {
      List<Object> read = new ArrayList<>();
      for (ColumnVector column : batch.columns()) {
        read.add(Model.read(column, row));
      }
      assertThat(read).as("row %d", row).isEqualTo(model.get(row));
    }
  }

  /** Appends to some of the columns; the last one unfinished where that is wanted. */
  private static List<Object> appendRow(
      ColumnBatchBuilder builder, Random random, boolean unfinished) {
    List<Object> row = new ArrayList<>();
    for (int i = 0; i < builder.schema().fields().size(); i++) {
      Object value = Model.random(builder.schema().fields().get(i).type(), random);
      boolean left = random.nextInt(6) == 0;
      row.add(left ? null : value);
      if (!left && unfinished && value != null) {
        Model.appendInside(builder.column(i), value);
      } else if (!left) {
        Model.append(builder.column(i), value);
      }
    }
    return row;
  }

  private static void assertSame(ColumnVector vector, List<Object> model) {
    assertThat(vector.size()).isEqualTo(model.size());
    int nulls = 0;
    for (int row = 0; row < model.size(); row++) {
      assertThat(Model.read(vector, row)).as("row %d", row).isEqualTo(model.get(row));
      nulls += model.get(row) == null ? 1 : 0;
    }
    assertThat(vector.nullCount()).isEqualTo(nulls);
    assertThat(vector.hasNulls()).isEqualTo(nulls > 0);
    assertThat(vector.bytes()).isNotNegative();
  }
}
