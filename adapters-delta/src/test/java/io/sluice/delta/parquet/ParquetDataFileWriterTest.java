package io.sluice.delta.parquet;

import static io.sluice.delta.parquet.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.Location;
import io.sluice.ports.contract.DataFileWriterContract;
import io.sluice.ports.fake.ManualClock;
import io.sluice.ports.out.DataFileWriter;
import io.sluice.ports.out.ObjectStore;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.GroupType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetDataFileWriterTest extends DataFileWriterContract {
  private static final ParquetConfig CONFIG =
      new ParquetConfig(Compression.ZSTD, 1, 128 << 20, 1 << 20);
  private static final ManualClock CLOCK = new ManualClock();
  private static final CommitIdentity COMMIT =
      new CommitIdentity(UUID.fromString("6f1c3b0a-5b0e-4a39-9d0e-0e6a3f2f9b11"));
  private static final TableSchema NUMBERS =
      TableSchema.of(
          Field.required("number", PrimitiveType.LONG),
          Field.nullable("text", PrimitiveType.STRING));

  @Override
  protected DataFileWriter writer(ObjectStore objects, Location table) {
    return writer(objects, table, CONFIG);
  }

  @Override
  protected List<Map<String, Object>> read(ObjectStore objects, Location file) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Group group : ParquetFiles.groups(objects, file)) {
      GroupType type = group.getType();
      Map<String, Object> row = new HashMap<>();
      for (int i = 0; i < type.getFieldCount(); i++) {
        row.put(type.getFieldName(i), value(group, i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Object value(Group group, int field) {
    if (group.getFieldRepetitionCount(field) == 0) {
      return null;
    }
    return group.getType().getType(field).asPrimitiveType().getLogicalTypeAnnotation() == null
        ? group.getLong(field, 0)
        : group.getString(field, 0);
  }

  @Test
  void shouldNameFilesByPartitionLaneCommitAndCodec() throws IOException {
    // When
    List<DataFile> files =
        writer(store, TABLE)
            .write(
                Rows.batch(NUMBERS, List.of(row(1L, "a"), row(2L, null))),
                COMMIT,
                42,
                List.of("text"));

    // Then
    assertThat(files)
        .extracting(DataFile::path)
        .containsExactly(
            "text=a/part-00042-6f1c3b0a-5b0e-4a39-9d0e-0e6a3f2f9b11-0.c000.zstd.parquet",
            "text=__HIVE_DEFAULT_PARTITION__/"
                + "part-00042-6f1c3b0a-5b0e-4a39-9d0e-0e6a3f2f9b11-1.c000.zstd.parquet");
    assertThat(files)
        .extracting(DataFile::modifiedAtMillis)
        .containsOnly(CLOCK.now().toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "ZSTD,ZSTD,.zstd.parquet",
    "SNAPPY,SNAPPY,.snappy.parquet",
    "NONE,UNCOMPRESSED,.parquet"
  })
  void shouldCompressAsConfigured(
      Compression compression, CompressionCodecName codec, String extension) throws IOException {
    // Given
    ParquetConfig config = new ParquetConfig(compression, 3, 128 << 20, 8 << 10);
    List<List<Object>> rows = numbers(5000);

    // When
    DataFile file =
        writer(store, TABLE, config).write(Rows.batch(NUMBERS, rows), COMMIT, 0, List.of()).get(0);

    // Then
    Location location = TABLE.child(file.path());
    assertThat(file.path()).endsWith("c000" + extension);
    assertThat(ParquetFiles.footer(store, location).getBlocks().get(0).getColumns())
        .extracting(ColumnChunkMetaData::getCodec)
        .containsOnly(codec);
    assertThat(ParquetFiles.rows(store, location, NUMBERS)).isEqualTo(rows);
  }

  @Test
  void shouldWriteOneRowGroupUpToTheConfiguredSize() throws IOException {
    // Given
    ColumnBatch rows = Rows.batch(NUMBERS, numbers(20_000));

    // When
    List<BlockMetaData> blocks = blocks(CONFIG, rows);

    // Then
    assertThat(blocks).extracting(BlockMetaData::getRowCount).containsExactly(20_000L);
  }

  @Test
  void shouldSplitALargeFileIntoRowGroupsOfAboutOneSize() throws IOException {
    // Given
    ColumnBatch rows = Rows.batch(NUMBERS, numbers(20_000));
    ParquetConfig config = new ParquetConfig(Compression.ZSTD, 1, rows.bytes() / 3 + 1, 1 << 20);

    // When
    List<BlockMetaData> blocks = blocks(config, rows);

    // Then
    assertThat(blocks).extracting(BlockMetaData::getRowCount).containsExactly(6667L, 6667L, 6666L);
    assertThat(ParquetFiles.rows(store, onlyFile(), NUMBERS)).isEqualTo(numbers(20_000));
  }

  @Test
  void shouldKeepParquetsOwnStatisticsForReadersThatPrune() throws IOException {
    // When
    BlockMetaData block = blocks(CONFIG, Rows.batch(NUMBERS, numbers(3000))).get(0);

    // Then
    assertThat(block.getColumns())
        .allSatisfy(
            column -> {
              assertThat(column.getStatistics().hasNonNullValue()).isTrue();
              assertThat(column.getColumnIndexReference()).isNotNull();
              assertThat(column.getOffsetIndexReference()).isNotNull();
            });
  }

  @Test
  void shouldBoundEveryColumnInParquetsOwnStatistics() throws IOException {
    // Given
    TableSchema schema =
        TableSchema.of(
            Field.nullable("text", PrimitiveType.STRING),
            Field.nullable("long decimal", new DecimalType(30, 2)),
            Field.nullable("short decimal", new DecimalType(9, 2)));
    BigInteger large = BigInteger.TEN.pow(25);

    // When
    BlockMetaData block =
        blocks(
                CONFIG,
                Rows.batch(
                    schema,
                    List.of(
                        row("b", BigInteger.ONE, BigInteger.ONE),
                        row("c", large.negate(), BigInteger.TEN),
                        row(null, null, null),
                        row("a", large, BigInteger.TWO.negate()),
                        row("b", BigInteger.TWO, BigInteger.ZERO))))
            .get(0);

    // Then
    assertThat(block.getColumns())
        .extracting(column -> column.getStatistics().minAsString())
        .containsExactly("a", "-100000000000000000000000.00", "-0.02");
    assertThat(block.getColumns())
        .extracting(column -> column.getStatistics().maxAsString())
        .containsExactly("c", "100000000000000000000000.00", "0.10");
    assertThat(block.getColumns())
        .extracting(column -> column.getStatistics().getNumNulls())
        .containsOnly(1L);
  }

  @Test
  void shouldSayWhichLibraryMadeTheFile() throws IOException {
    // When
    blocks(CONFIG, Rows.batch(NUMBERS, numbers(1)));

    // Then
    ParquetMetadata footer = ParquetFiles.footer(store, onlyFile());
    assertThat(footer.getFileMetaData().getCreatedBy()).startsWith("parquet-mr version 1.18.1");
  }

  @Test
  void shouldSumPagesSoThatDamageIsNoticed() throws IOException {
    // Given
    blocks(new ParquetConfig(Compression.NONE, 1, 128 << 20, 1 << 20), batchOf("payload"));
    byte[] content = content(onlyFile());
    content[indexOf(content, "payload")] ^= 1;

    // When / Then
    assertThatThrownBy(() -> ParquetFiles.readVerifyingChecksums(content))
        .hasStackTraceContaining("CRC");
  }

  private byte[] content(Location file) throws IOException {
    try (ObjectStore.ObjectReader reader = store.read(file)) {
      ByteBuffer buffer = ByteBuffer.allocate((int) reader.length());
      reader.readFully(0, buffer);
      return buffer.array();
    }
  }

  private static int indexOf(byte[] content, String text) {
    return new String(content, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static ColumnBatch batchOf(String text) {
    return Rows.batch(NUMBERS, List.of(row(1L, text)));
  }

  private Location onlyFile() {
    return store.list(TABLE).get(0).location();
  }

  private List<BlockMetaData> blocks(ParquetConfig config, ColumnBatch rows) throws IOException {
    writer(store, TABLE, config).write(rows, COMMIT, 0, List.of());
    return ParquetFiles.footer(store, onlyFile()).getBlocks();
  }

  private static List<List<Object>> numbers(int count) {
    return LongStream.range(0, count)
        .mapToObj(number -> row(number, number % 7 == 0 ? null : "text " + number))
        .toList();
  }

  private static DataFileWriter writer(ObjectStore objects, Location table, ParquetConfig config) {
    return new ParquetDataFileWriter(objects, table, config, CLOCK);
  }
}
