package io.sluice.ports.application;

import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.table.DataFile;
import io.sluice.ports.out.DataFileWriter;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder.DecodeSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decodes batches into rows and, at a flush, writes the rows into data files. For one thread. */
final class DecodeLane {
  private final int number;
  private final DecodeSession session;
  private final DataFileWriter writer;
  private final List<String> partitionBy;
  private final Retry retry;
  private final Map<SourcePartition, Long> rows = new HashMap<>();
  private Generation generation;
  private boolean empty = true;
  private long decodedWeight;
  private volatile double bytesPerWeight;

  DecodeLane(
      int number,
      DecodeSession session,
      DataFileWriter writer,
      List<String> partitionBy,
      Retry retry) {
    this.number = number;
    this.session = session;
    this.writer = writer;
    this.partitionBy = partitionBy;
    this.retry = retry;
  }

  void decode(RecordBatch batch, Generation wanted) {
    if (enter(wanted)) {
      empty = false;
      rows.merge(batch.partition(), (long) session.decode(batch), Long::sum);
      decodedWeight += batch.weight();
      bytesPerWeight = (double) session.bytes() / decodedWeight;
    }
  }

  /**
   * What records of late take as columns, for each unit of what they weigh; zero before the first.
   * From any thread.
   */
  double bytesPerWeight() {
    return bytesPerWeight;
  }

  /** Writes what was decoded since the last flush; empty when it is not wanted any more. */
  Optional<SegmentContent> flush(Segment segment) throws InterruptedException {
    if (!enter(segment.generation())) {
      return Optional.empty();
    }
    if (empty) {
      return Optional.of(SegmentContent.NOTHING);
    }
    DecodedRecords decoded = session.take();
    empty = true;
    decodedWeight = 0;
    Map<SourcePartition, Long> counted = Map.copyOf(rows);
    rows.clear();
    if (decoded.rows().rows() == 0) {
      return Optional.of(SegmentContent.withoutFiles(counted, decoded.deadLetters()));
    }
    Optional<List<DataFile>> files =
        retry.call(
            "write data files",
            segment.generation()::isOver,
            () -> writer.write(decoded.rows(), segment.id(), number, partitionBy));
    return files.map(
        written ->
            new SegmentContent(
                written,
                counted,
                decoded.deadLetters(),
                decoded.rows().schema(),
                Optional.empty()));
  }

  /** Forgets what an earlier generation left; false when the work's own generation is over. */
  private boolean enter(Generation wanted) {
    if (wanted.isOver()) {
      return false;
    }
    if (generation != wanted) {
      if (!empty) {
        session.discard();
        rows.clear();
        decodedWeight = 0;
        empty = true;
      }
      generation = wanted;
    }
    return true;
  }
}
