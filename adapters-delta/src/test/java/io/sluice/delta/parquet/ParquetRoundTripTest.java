package io.sluice.delta.parquet;

import static io.sluice.delta.parquet.Rows.map;
import static io.sluice.delta.parquet.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.column.ColumnBatchBuilder;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.StructType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.Location;
import io.sluice.ports.fake.InMemoryObjects;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written is what Parquet's own record assembly makes of it. */
class ParquetRoundTripTest {
  private static final ParquetConfig CONFIG =
      new ParquetConfig(Compression.ZSTD, 1, 128 << 20, 1 << 20);
  private static final Location FILE = Location.parse("memory://store/file.parquet");
  private static final List<Compression> COMPRESSIONS = List.of(Compression.values());
  private static final int MAX_PRECISION = 38;
  private static final PrimitiveType LONG = PrimitiveType.LONG;
  private static final PrimitiveType STRING = PrimitiveType.STRING;

  private final InMemoryObjects store = new InMemoryObjects();

  @Test
  void shouldKeepEveryPrimitiveType() throws IOException {
    assertKept(
        TableSchema.of(
            Field.nullable("s", STRING),
            Field.nullable("l", LONG),
            Field.nullable("d", PrimitiveType.DOUBLE),
            Field.nullable("b", PrimitiveType.BOOLEAN),
            Field.nullable("t", PrimitiveType.TIMESTAMP),
            Field.nullable("day", PrimitiveType.DATE),
            Field.nullable("x", PrimitiveType.BINARY)),
        row("text", 1L, 1.5, true, 1_356_998_400_123_456L, 15_706L, new Rows.Octets("00ff80")),
        row(null, null, null, null, null, null, null),
        row("", Long.MIN_VALUE, -0.0, false, -1L, -1L, new Rows.Octets("")),
        row("😀\u0000", Long.MAX_VALUE, Double.MIN_VALUE, true, 0L, 0L, new Rows.Octets("00")));
  }

  @Test
  void shouldKeepDecimalsOfEveryPrecision() throws IOException {
    for (int precision = 1; precision <= MAX_PRECISION; precision++) {
      BigInteger largest = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
      assertKept(
          TableSchema.of(Field.nullable("d", new DecimalType(precision, precision / 2))),
          row(largest),
          row(largest.negate()),
          row(BigInteger.ZERO),
          row((Object) null),
          row(BigInteger.ONE.negate()));
    }
  }

  @Test
  void shouldTellNullEmptyAndNullElementsOfAListApart() throws IOException {
    assertKept(
        column(new ListType(LONG)),
        row((Object) null),
        row(row()),
        row(row((Object) null)),
        row(row(1L)),
        row(row(null, 2L, null)),
        row(row()),
        row((Object) null));
  }

  @Test
  void shouldTellNullsAtEveryDepthOfListsOfListsApart() throws IOException {
    assertKept(
        column(new ListType(new ListType(new ListType(STRING)))),
        row((Object) null),
        row(row()),
        row(row((Object) null)),
        row(row(row())),
        row(row(row((Object) null))),
        row(row(row(row()))),
        row(row(row(row((Object) null)))),
        row(row(row(row("a", "b"), row("c")), null, row(), row(null, row("d")))));
  }

  @Test
  void shouldTellNullStructsFromStructsOfNulls() throws IOException {
    StructType inner = new StructType(List.of(Field.nullable("x", LONG)));
    assertKept(
        column(new StructType(List.of(Field.nullable("in", inner), Field.nullable("y", STRING)))),
        row((Object) null),
        row(row(null, null)),
        row(row(row((Object) null), "y")),
        row(row(row(1L), null)));
  }

  @Test
  void shouldKeepRequiredFieldsOfAbsentStructs() throws IOException {
    StructType inner = new StructType(List.of(Field.required("x", LONG)));
    assertKept(
        column(new StructType(List.of(Field.required("in", inner), Field.required("y", STRING)))),
        row((Object) null),
        row(row(row(1L), "y")));
  }

  @Test
  void shouldTellNullEmptyAndNullValuesOfAMapApart() throws IOException {
    assertKept(
        column(new MapType(new ListType(LONG))),
        row((Object) null),
        row(map()),
        row(map("", null)),
        row(map("a", row(), "b", row(1L, null))),
        row(map("a", null, "b", row((Object) null), "c", row())));
  }

  @Test
  void shouldKeepListsOfStructsOfMaps() throws IOException {
    FieldType struct =
        new StructType(List.of(Field.nullable("m", new MapType(LONG)), Field.required("id", LONG)));
    assertKept(
        column(new ListType(struct)),
        row(row(row(map("a", 1L), 1L), null, row(null, 2L))),
        row((Object) null),
        row(row()),
        row(row((Object) null)),
        row(row(row(map(), 3L), row(map("b", null), 4L))));
  }

  @Test
  void shouldKeepRequiredNestedColumns() throws IOException {
    assertKept(
        TableSchema.of(
            Field.required("l", new ListType(LONG)),
            Field.required("m", new MapType(STRING)),
            Field.required("s", new StructType(List.of(Field.nullable("x", LONG))))),
        row(row(), map(), row((Object) null)),
        row(row(1L, null), map("a", "b"), row(1L)));
  }

  @Test
  void shouldKeepColumnsWhoseNamesLookLikePaths() throws IOException {
    assertKept(
        TableSchema.of(
            Field.nullable("a.b", LONG),
            Field.nullable("a", new StructType(List.of(Field.nullable("b", LONG)))),
            Field.nullable("list", new ListType(LONG)),
            Field.nullable("größe/😀", LONG)),
        row(1L, row(2L), row(3L), 4L),
        row(null, row((Object) null), null, null));
  }

  @Test
  void shouldKeepValuesPastTheDictionarysAndThePagesSize() throws IOException {
    // Given
    List<List<Object>> rows = new ArrayList<>();
    IntStream.range(0, 3000).forEach(i -> rows.add(row(("text " + i).repeat(100), (long) i)));
    rows.add(row("x".repeat(3_000_000), null));

    // When / Then
    assertKept(
        new ParquetConfig(Compression.SNAPPY, 1, 128 << 20, 8 << 10),
        TableSchema.of(Field.nullable("s", STRING), Field.nullable("l", LONG)),
        rows);
  }

  @Test
  void shouldKeepColumnsThatWereAddedAfterTheFirstRows() throws IOException {
    // Given
    TableSchema narrow = TableSchema.of(Field.nullable("a", LONG));
    TableSchema wide = narrow.plus(List.of(Field.nullable("b", new ListType(LONG))));
    ColumnBatchBuilder builder = new ColumnBatchBuilder(narrow);
    ((LongVector) builder.column(0)).append(1);
    builder.endRow();
    builder.widen(wide);
    ((LongVector) builder.column(0)).append(2);
    builder.endRow();

    // When
    write(CONFIG, builder.build());

    // Then
    assertThat(ParquetFiles.rows(store, FILE, wide)).containsExactly(row(1L, null), row(2L, null));
  }

  @Test
  void shouldRefuseARequiredFieldWithoutValueInsideAStructThatIsThere() {
    // Given
    FieldType struct = new StructType(List.of(Field.required("x", LONG)));
    ColumnBatch rows =
        Rows.batch(column(new ListType(struct)), List.of(row(row(row((Object) null)))));

    // When / Then
    assertThatThrownBy(() -> write(CONFIG, rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column x is declared not null but holds a null");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldKeepRandomRowsOfRandomSchemas(int seed) throws IOException {
    // Given
    RandomRows random = new RandomRows(seed);
    TableSchema schema = random.schema();
    List<List<Object>> rows = random.rows(schema, 1 + seed * 7 % 250);
    Compression compression = COMPRESSIONS.get(seed % COMPRESSIONS.size());

    // When / Then
    assertKept(new ParquetConfig(compression, 1, 1 << (8 + seed % 12), 100), schema, rows);
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  private static TableSchema column(FieldType type) {
    return TableSchema.of(Field.nullable("c", type));
  }

  private void assertKept(TableSchema schema, List<?>... rows) throws IOException {
    assertKept(CONFIG, schema, Rows.of(rows));
    assertKept(new ParquetConfig(Compression.NONE, 1, 1, 64), schema, Rows.of(rows));
  }

  private void assertKept(ParquetConfig config, TableSchema schema, List<List<Object>> rows)
      throws IOException {
    // When
    write(config, Rows.batch(schema, rows));

    // Then
    assertThat(ParquetFiles.rows(store, FILE, schema)).as(schema.toString()).isEqualTo(rows);
  }

  private void write(ParquetConfig config, ColumnBatch rows) throws IOException {
    try (PageCompressor compressor = config.compression().open(config.zstdLevel());
        ObjectWriter object = store.write(FILE)) {
      new ParquetFile(rows, config, compressor).writeTo(object);
    }
  }
}
