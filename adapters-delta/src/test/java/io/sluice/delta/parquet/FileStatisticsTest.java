package io.sluice.delta.parquet;

import static io.sluice.delta.parquet.Rows.map;
import static io.sluice.delta.parquet.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.StructType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.ColumnStatistics;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.StatisticValue;
import io.sluice.domain.table.StatisticValue.Exact;
import io.sluice.domain.table.StatisticValue.Real;
import io.sluice.domain.table.StatisticValue.Text;
import io.sluice.domain.table.StatisticValue.Whole;
import io.sluice.ports.fake.InMemoryObjects;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileStatisticsTest {
  private static final PrimitiveType LONG = PrimitiveType.LONG;

  @Test
  void shouldBoundWholeNumbers() {
    assertThat(of(LONG, 3L, null, -7L, Long.MAX_VALUE))
        .isEqualTo(column(new Whole(-7), new Whole(Long.MAX_VALUE), 1));
  }

  @Test
  void shouldBoundFloatingPointNumbers() {
    assertThat(of(PrimitiveType.DOUBLE, 1.5, -2.25, null))
        .isEqualTo(column(new Real(-2.25), new Real(1.5), 1));
  }

  @Test
  void shouldBoundZeroByBothZeros() {
    assertThat(of(PrimitiveType.DOUBLE, 0.0, 1.0))
        .isEqualTo(column(new Real(-0.0), new Real(1.0), 0));
    assertThat(of(PrimitiveType.DOUBLE, -0.0, -1.0))
        .isEqualTo(column(new Real(-1.0), new Real(0.0), 0));
  }

  @Test
  void shouldBoundTextsInTheOrderOfTheirCodePoints() {
    assertThat(of(PrimitiveType.STRING, "\uFFFD", "b", null, "😀", ""))
        .isEqualTo(column(new Text(""), new Text("😀"), 1));
  }

  @Test
  void shouldShortenTheBoundsOfLongTexts() {
    assertThat(of(PrimitiveType.STRING, "a".repeat(40), "b".repeat(40)))
        .isEqualTo(column(new Text("a".repeat(32)), new Text("b".repeat(32) + "\uFFFD"), 0));
  }

  @Test
  void shouldBoundInstantsAndDays() {
    assertThat(of(PrimitiveType.TIMESTAMP, 1L, 1_001L))
        .isEqualTo(
            column(new Text("1970-01-01T00:00:00.000Z"), new Text("1970-01-01T00:00:00.002Z"), 0));
    assertThat(of(PrimitiveType.DATE, 0L, 15_706L))
        .isEqualTo(column(new Text("1970-01-01"), new Text("2013-01-01"), 0));
  }

  @Test
  void shouldBoundDecimalsExactly() {
    assertThat(of(new DecimalType(9, 2), BigInteger.valueOf(-150), BigInteger.valueOf(99)))
        .isEqualTo(column(exact("-1.50"), exact("0.99"), 0));
    assertThat(
            of(
                new DecimalType(38, 4),
                new BigInteger("-99999999999999999999999999999999999999"),
                null,
                BigInteger.valueOf(-1),
                new BigInteger("12345678901234567890")))
        .isEqualTo(
            column(
                exact("-9999999999999999999999999999999999.9999"),
                exact("1234567890123456.7890"),
                1));
  }

  @Test
  void shouldOnlyCountNullsOfTypesWithoutBounds() {
    assertThat(of(PrimitiveType.BOOLEAN, true, null)).isEqualTo(nullsOnly(1));
    assertThat(of(PrimitiveType.BINARY, new Rows.Octets("00"))).isEqualTo(nullsOnly(0));
    assertThat(of(new ListType(LONG), row(1L, null), row(), null, null)).isEqualTo(nullsOnly(2));
    assertThat(of(new MapType(LONG), map("a", null), null)).isEqualTo(nullsOnly(1));
  }

  @Test
  void shouldHaveNoBoundsWhereEverythingIsNull() {
    for (PrimitiveType type : PrimitiveType.values()) {
      assertThat(of(type, null, null)).as(type.toString()).isEqualTo(nullsOnly(2));
    }
    assertThat(of(new DecimalType(38, 0), null, null)).isEqualTo(nullsOnly(2));
  }

  @Test
  void shouldCountALeafOfANullStructAsNull() {
    // Given
    FieldType inner = new StructType(List.of(Field.required("z", LONG)));
    FieldType struct =
        new StructType(List.of(Field.nullable("x", LONG), Field.nullable("y", inner)));
    TableSchema schema = TableSchema.of(Field.nullable("s", struct));

    // When
    List<ColumnStatistics> columns =
        statistics(
            Rows.batch(
                schema,
                List.of(
                    row((Object) null),
                    row(row(5L, null)),
                    row(row(null, row(1L))),
                    row(row(7L, row(2L))))));

    // Then
    assertThat(columns)
        .containsExactly(
            new ColumnStatistics(
                List.of("s", "x"), Optional.of(new Whole(5)), Optional.of(new Whole(7)), 2),
            new ColumnStatistics(
                List.of("s", "y", "z"), Optional.of(new Whole(1)), Optional.of(new Whole(2)), 2));
  }

  @Test
  void shouldCoverAllLeaves() {
    // Given
    List<Field> fields = new ArrayList<>();
    fields.add(
        Field.nullable(
            "s", new StructType(List.of(Field.nullable("a", LONG), Field.nullable("b", LONG)))));
    fields.add(Field.nullable("l", new ListType(LONG)));
    IntStream.range(0, 40).forEach(i -> fields.add(Field.nullable("c" + i, LONG)));

    // When
    List<ColumnStatistics> columns =
        statistics(Rows.batch(new TableSchema(fields), List.of(row())));

    // Then
    assertThat(columns).hasSize(43);
    assertThat(columns.get(0).path()).containsExactly("s", "a");
    assertThat(columns.get(2).path()).containsExactly("l");
    assertThat(columns.get(42).path()).containsExactly("c39");
  }

  private static ColumnStatistics of(FieldType type, Object... values) {
    List<List<Object>> rows = new ArrayList<>();
    for (Object value : values) {
      rows.add(row(value));
    }
    TableSchema schema = TableSchema.of(Field.nullable("c", type));
    return statistics(Rows.batch(schema, rows)).get(0);
  }

  private static Exact exact(String number) {
    return new Exact(new BigDecimal(number));
  }

  private static ColumnStatistics column(StatisticValue min, StatisticValue max, long nulls) {
    return new ColumnStatistics(List.of("c"), Optional.of(min), Optional.of(max), nulls);
  }

  private static ColumnStatistics nullsOnly(long nulls) {
    return new ColumnStatistics(List.of("c"), Optional.empty(), Optional.empty(), nulls);
  }

  private static List<ColumnStatistics> statistics(ColumnBatch rows) {
    InMemoryObjects store = new InMemoryObjects();
    ParquetConfig config = new ParquetConfig(Compression.NONE, 1, 1, 64);
    try (PageCompressor compressor = config.compression().open(1);
        ObjectWriter object = store.write(Location.parse("memory://store/file.parquet"))) {
      return FileStatistics.of(
          rows, new ParquetFile(rows, config, compressor).writeTo(object).statistics());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
