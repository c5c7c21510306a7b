package io.sluice.ports.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.CompletenessCheck;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.KafkaColumns;
import io.sluice.domain.table.DataFile;
import io.sluice.ports.fake.FakeCluster;
import io.sluice.ports.fake.FakeTopic;
import io.sluice.ports.fake.InMemoryDataFiles;
import io.sluice.ports.fake.SharedTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A topic of two partitions, a table in memory, and what a test asks of them. */
abstract class PipelineScenario {
  final FakeCluster cluster = new FakeCluster();
  final FakeTopic topic = cluster.create("events", 2);
  final SourcePartition p0 = topic.partition(0);
  final SourcePartition p1 = topic.partition(1);
  final SharedTable table = new SharedTable();
  final InMemoryDataFiles files = new InMemoryDataFiles();

  Writer writer() {
    Writer writer = new Writer(cluster, table, files, "events");
    writer.source.assign(p0, p1);
    return writer;
  }

  /** Does something once, at the poll after so many records were read. */
  static void whenRead(Writer writer, int records, Runnable step) {
    boolean[] done = {false};
    writer.source.whenIdle(
        atMost -> {
          writer.clock.advance(atMost);
          if (read(writer) >= records && !done[0]) {
            done[0] = true;
            step.run();
          }
        });
  }

  /** How many records a writer has read, those that it read again included. */
  static long read(Writer writer) {
    return writer.events.lines().stream()
        .filter(line -> line.startsWith("polled"))
        .mapToLong(line -> Long.parseLong(line.substring(7)))
        .sum();
  }

  static void stopWhen(Writer writer, BooleanSupplier reached) {
    writer.source.alsoWhenIdle(
        atMost -> {
          if (reached.getAsBoolean()) {
            writer.stop();
          }
        });
  }

  CommitRecord lastRecord() {
    return table.entries().get(table.entries().size() - 1).record().orElseThrow();
  }

  List<String> rows() {
    return rows(table);
  }

  /** Partition, offset and text of every row, in the order of the files. */
  List<String> rows(SharedTable of) {
    List<String> rows = new ArrayList<>();
    for (DataFile file : of.files()) {
      ColumnBatch batch = files.rows(file.path());
      for (int row = 0; row < batch.rows(); row++) {
        rows.add(
            number(batch, KafkaColumns.PARTITION, row)
                + ":"
                + number(batch, KafkaColumns.OFFSET, row)
                + " "
                + text(batch, row));
      }
    }
    return rows;
  }

  static long number(ColumnBatch batch, String column, int row) {
    return ((LongVector) batch.column(batch.schema().indexOf(column))).get(row);
  }

  static String text(ColumnBatch batch, int row) {
    BytesVector texts = (BytesVector) batch.column(batch.schema().indexOf("text"));
    return new String(texts.copy(row), StandardCharsets.UTF_8);
  }

  void assertComplete() {
    CompletenessCheck check = new CompletenessCheck();
    table.entries().forEach(check::accept);
    assertThat(check.report().problems()).isEmpty();
  }
}
