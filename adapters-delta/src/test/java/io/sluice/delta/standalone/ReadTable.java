package io.sluice.delta.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.delta.fixture.AtOnce;
import io.sluice.delta.fixture.FolderBackend;
import io.sluice.delta.fixture.ParquetSamples;
import io.sluice.delta.fixture.SystemTime;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.PartitionValues;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A table on disk, what reads it, and entries as other writers would add them. */
abstract class ReadTable {
  static final TableSchema SCHEMA =
      TableSchema.of(
          Field.nullable("id", PrimitiveType.LONG), Field.nullable("day", PrimitiveType.DATE));
  static final String FILE_SCHEMA = "message m { optional int64 id; }";
  static final OptionalLong NEWEST = OptionalLong.empty();

  @TempDir Path folder;
  Location table;
  private TableLog log;
  TableReader reader;

  @BeforeEach
  void open() {
    table = Location.of(folder);
    FolderBackend backend = new FolderBackend();
    log =
        new StandaloneTableLog(backend.everywhere(), table, new SystemTime(), AtOnce.checkpoints());
    reader = new StandaloneTableReader(backend.everywhere());
  }

  @AfterEach
  void close() {
    log.close();
  }

  final DataFile file(String path, String day, long... ids) throws IOException {
    PartitionValues values = new PartitionValues(List.of("day"), Collections.singletonList(day));
    return ParquetSamples.write(folder, path, FILE_SCHEMA, values, fillers(ids));
  }

  final DataFile unpartitioned(String path, long... ids) throws IOException {
    return ParquetSamples.write(folder, path, FILE_SCHEMA, PartitionValues.NONE, fillers(ids));
  }

  static ParquetSamples.RowFiller[] fillers(long... ids) {
    ParquetSamples.RowFiller[] rows = new ParquetSamples.RowFiller[ids.length];
    for (int i = 0; i < ids.length; i++) {
      long id = ids[i];
      rows[i] = row -> row.add("id", id);
    }
    return rows;
  }

  final void commit(long base, TableDefinition definition, DataFile... files) {
    CommitOutcome outcome =
        log.tryCommit(
            new TableVersion(base),
            ParquetSamples.committable(base < 0 ? 0 : 2 + base, SCHEMA, files),
            Optional.ofNullable(definition));
    assertThat(outcome).isEqualTo(new CommitOutcome.Committed(new TableVersion(base + 1)));
  }

  static void refuses(ThrowingCallable call, ErrorCode code, String part) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).contains(part);
            });
  }
}
