package io.sluice.delta.parquet;

import static io.sluice.delta.parquet.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.column.ColumnVector;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.StructType;
import io.sluice.domain.schema.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Levels against those that the Dremel paper and the Parquet documentation print. */
class LevelsTest {
  private static final PrimitiveType LONG = PrimitiveType.LONG;

  @Test
  void shouldGiveRequiredColumnsNoLevel() throws IOException {
    assertThat(leaves(Field.required("c", LONG), row(7L), row(8L)))
        .containsExactly("r0 d0 @0, r0 d0 @1");
  }

  @Test
  void shouldGiveNullableColumnsOneDefinitionLevel() throws IOException {
    assertThat(leaves(Field.nullable("c", LONG), row(7L), row((Object) null), row(8L)))
        .containsExactly("r0 d1 @0, r0 d0 -, r0 d1 @2");
  }

  @Test
  void shouldRepeatElementsOfOneList() throws IOException {
    assertThat(
            leaves(
                Field.nullable("c", new ListType(LONG)),
                row(row(1L, 2L)),
                row((Object) null),
                row(row()),
                row(row((Object) null)),
                row(row(3L))))
        .containsExactly("r0 d3 @0, r1 d3 @1, r0 d0 -, r0 d1 -, r0 d2 -, r0 d3 @3");
  }

  @Test
  void shouldRepeatInnerListsAtTheirOwnLevel() throws IOException {
    assertThat(
            leaves(
                Field.required("c", new ListType(new ListType(LONG))),
                row(row(row(1L, 2L), row(3L))),
                row(row(row(), row(4L)))))
        .containsExactly("r0 d4 @0, r2 d4 @1, r1 d4 @2, r0 d2 -, r1 d4 @3");
  }

  @Test
  void shouldLetSiblingsShareTheLevelsOfTheirStruct() throws IOException {
    FieldType struct =
        new StructType(List.of(Field.required("x", LONG), Field.nullable("y", LONG)));
    assertThat(leaves(Field.nullable("c", struct), row(row(1L, null)), row((Object) null)))
        .containsExactly("r0 d1 @0, r0 d0 -", "r0 d1 -, r0 d0 -");
  }

  @Test
  void shouldRepeatKeysAndValuesAlike() throws IOException {
    assertThat(
            leaves(
                Field.nullable("c", new MapType(LONG)),
                row(Rows.map("a", 1L, "b", null)),
                row(Rows.map())))
        .containsExactly("r0 d2 @0, r1 d2 @1, r0 d1 -", "r0 d3 @0, r1 d2 -, r0 d1 -");
  }

  @Test
  void shouldStartAtTheFirstRowOfTheRange() throws IOException {
    // Given
    TableSchema schema = TableSchema.of(Field.nullable("c", new ListType(LONG)));
    ColumnBatch rows =
        Rows.batch(schema, List.of(row(row(1L, 2L)), row(row(3L)), row(row(4L)), row(row())));
    List<String> leaves = new ArrayList<>();

    // When
    new ColumnShredder((type, values, levels) -> leaves.add(describe(levels))).shred(rows, 1, 3);

    // Then
    assertThat(leaves).containsExactly("r0 d3 @2, r0 d3 @3");
  }

  private static List<String> leaves(Field field, List<?>... rows) throws IOException {
    ColumnBatch batch = Rows.batch(TableSchema.of(field), Rows.of(rows));
    List<String> leaves = new ArrayList<>();
    new ColumnShredder(
            (FieldType type, ColumnVector values, Levels levels) -> leaves.add(describe(levels)))
        .shred(batch, 0, batch.rows());
    return leaves;
  }

  private static String describe(Levels levels) {
    List<String> slots = new ArrayList<>();
    for (int slot = 0; slot < levels.count(); slot++) {
      String value = levels.isPresent(slot) ? "@" + levels.index(slot) : "-";
      slots.add("r" + levels.repetition(slot) + " d" + levels.definitions()[slot] + " " + value);
    }
    return String.join(", ", slots);
  }
}
