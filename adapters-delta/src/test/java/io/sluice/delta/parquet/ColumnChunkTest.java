package io.sluice.delta.parquet;

import static io.sluice.delta.parquet.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.Location;
import io.sluice.ports.fake.InMemoryObjects;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks of many pages: dictionary or not, whole rows in each page, bounds that hold. */
class ColumnChunkTest {
  private static final Location FILE = Location.parse("memory://store/file.parquet");
  private static final int ROWS = 45_000;

  private final InMemoryObjects store = new InMemoryObjects();

  @Test
  void shouldUseADictionaryWhereValuesRepeat() throws IOException {
    // When
    ColumnChunkMetaData chunk = chunk(PrimitiveType.STRING, i -> "category " + i % 1000, 1 << 20);

    // Then
    assertThat(chunk.getEncodings()).contains(Encoding.RLE_DICTIONARY);
    assertThat(chunk.getTotalUncompressedSize()).isLessThan(ROWS * 2L);
    assertThat(bounds(chunk)).isEqualTo("category 0 category 999 0");
  }

  @Test
  void shouldUseADictionaryOfOneValue() throws IOException {
    // When
    ColumnChunkMetaData chunk = chunk(PrimitiveType.LONG, i -> 7L, 1 << 20);

    // Then
    assertThat(chunk.getEncodings()).contains(Encoding.RLE_DICTIONARY);
    assertThat(chunk.getTotalUncompressedSize()).isLessThan(300);
  }

  @Test
  void shouldUseNoDictionaryForIdentifiers() throws IOException {
    // When
    ColumnChunkMetaData chunk = chunk(PrimitiveType.STRING, i -> "id-" + i, 1 << 20);

    // Then
    assertThat(chunk.getEncodings())
        .contains(Encoding.PLAIN)
        .doesNotContain(Encoding.RLE_DICTIONARY);
    assertThat(chunk.hasDictionaryPage()).isFalse();
  }

  @Test
  void shouldGiveUpADictionaryThatGrowsTooLarge() throws IOException {
    // Given
    String padding = "x".repeat(100);

    // When
    ColumnChunkMetaData chunk =
        chunk(PrimitiveType.STRING, i -> padding + (i < 20_000 ? i % 9 : i), 1 << 20);

    // Then
    assertThat(chunk.getEncodings()).doesNotContain(Encoding.RLE_DICTIONARY);
  }

  @Test
  void shouldUseNoDictionaryThatIsNotSmallerThanTheValues() throws IOException {
    // When
    ColumnChunkMetaData chunk = chunk(PrimitiveType.LONG, i -> (long) i, 1 << 20);

    // Then
    assertThat(chunk.getEncodings()).doesNotContain(Encoding.RLE_DICTIONARY);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 4096, 1 << 20})
  void shouldKeepRandomValuesWithNullsOfEveryType(int pageBytes) throws IOException {
    // Given
    Random random = new Random(5);
    List<PrimitiveType> types =
        List.of(
            PrimitiveType.STRING,
            PrimitiveType.LONG,
            PrimitiveType.DOUBLE,
            PrimitiveType.BOOLEAN,
            PrimitiveType.TIMESTAMP,
            PrimitiveType.DATE);

    for (PrimitiveType type : types) {
      for (int distinct : new int[] {1, 2, 300, 1 << 30}) {
        // When / Then
        chunk(
            type,
            i -> random.nextInt(5) == 0 ? null : value(type, random.nextInt(distinct)),
            pageBytes);
      }
    }
  }

  @Test
  void shouldKeepListsWholeInTheirPages() throws IOException {
    // Given
    Random random = new Random(6);
    TableSchema schema = TableSchema.of(Field.nullable("c", new ListType(PrimitiveType.STRING)));

    // When / Then
    kept(schema, 5_000, 256, i -> list(random));
  }

  private static Object list(Random random) {
    if (random.nextInt(10) == 0) {
      return null;
    }
    List<Object> elements = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      elements.add(random.nextInt(6) == 0 ? null : "e" + random.nextInt(50));
    }
    return elements;
  }

  private static Object value(PrimitiveType type, int number) {
    return switch (type) {
      case STRING -> "é".repeat(number % 4) + number;
      case LONG, TIMESTAMP -> number * 3L - (1L << 29);
      case DATE -> (long) (number % 100_000);
      case DOUBLE -> number / 8.0;
      case BOOLEAN -> number % 2 == 0;
      case BINARY -> throw new IllegalArgumentException("not compared here");
    };
  }

  private ColumnChunkMetaData chunk(PrimitiveType type, IntFunction<Object> values, int pageBytes)
      throws IOException {
    TableSchema schema = TableSchema.of(Field.nullable("c", type));
    kept(schema, pageBytes < 1000 ? ROWS / 10 : ROWS, pageBytes, values);
    return ParquetFiles.footer(store, FILE).getBlocks().get(0).getColumns().get(0);
  }

  private void kept(TableSchema schema, int count, int pageBytes, IntFunction<Object> values)
      throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(values.apply(i)));
    }
    ParquetConfig config = new ParquetConfig(Compression.NONE, 1, 1L << 30, pageBytes);
    try (PageCompressor compressor = config.compression().open(1);
        ObjectWriter object = store.write(FILE)) {
      new ParquetFile(Rows.batch(schema, rows), config, compressor).writeTo(object);
    }
    assertThat(ParquetFiles.rows(store, FILE, schema)).isEqualTo(rows);
  }

  private static String bounds(ColumnChunkMetaData chunk) {
    return chunk.getStatistics().minAsString()
        + " "
        + chunk.getStatistics().maxAsString()
        + " "
        + chunk.getStatistics().getNumNulls();
  }
}
