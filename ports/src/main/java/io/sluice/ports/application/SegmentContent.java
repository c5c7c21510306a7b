package io.sluice.ports.application;

import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.OffsetLedger;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.SchemaEvolution;
import io.sluice.domain.schema.SchemaMerge;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the lanes made of one segment: the files are written, the dead letters are not stored yet.
 *
 * @param rows how many records of each partition became rows
 * @param schema the columns of the files; the empty schema where there are none
 * @param conflict set when one file has a column with another type than another file has
 */
record SegmentContent(
    List<DataFile> files,
    Map<SourcePartition, Long> rows,
    List<DeadLetter> deadLetters,
    TableSchema schema,
    Optional<SchemaMerge.Conflict> conflict) {
  static final SegmentContent NOTHING = withoutFiles(Map.of(), List.of());

  static SegmentContent withoutFiles(
      Map<SourcePartition, Long> rows, List<DeadLetter> deadLetters) {
    return new SegmentContent(List.of(), rows, deadLetters, TableSchema.EMPTY, Optional.empty());
  }

  /** What the dead letters' keys, payloads and headers hold of memory until they are stored. */
  long deadLetterBytes() {
    long bytes = 0;
    for (DeadLetter letter : deadLetters) {
      bytes += letter.bytes();
    }
    return bytes;
  }

  SegmentContent plus(SegmentContent other) {
    List<DataFile> allFiles = new ArrayList<>(files);
    allFiles.addAll(other.files);
    Map<SourcePartition, Long> allRows = new HashMap<>(rows);
    other.rows.forEach((partition, count) -> allRows.merge(partition, count, Long::sum));
    List<DeadLetter> allDeadLetters = new ArrayList<>(deadLetters);
    allDeadLetters.addAll(other.deadLetters);
    if (files.isEmpty() || other.files.isEmpty()) {
      // Without files there are no columns: nothing to merge, and nothing that a column could lack.
      SegmentContent columns = files.isEmpty() ? other : this;
      return new SegmentContent(
          allFiles, allRows, allDeadLetters, columns.schema, columns.conflict);
    }
    SchemaMerge merge = SchemaEvolution.merge(schema, other.schema);
    return new SegmentContent(
        allFiles,
        allRows,
        allDeadLetters,
        merge instanceof SchemaMerge.Extended extended ? extended.schema() : schema,
        merge instanceof SchemaMerge.Conflict found ? Optional.of(found) : conflict);
  }

  /**
   * The committable, in which every offset of the segment is a row, a dead letter or a gap.
   *
   * @param whenEmpty the schema where no file says one
   * @throws IllegalArgumentException when it does not add up, which would be a loss
   */
  Committable committable(
      String pipeline, Segment segment, Optional<String> deadLetterObject, TableSchema whenEmpty) {
    Map<SourcePartition, Long> dead = new HashMap<>();
    deadLetters.forEach(letter -> dead.merge(letter.partition(), 1L, Long::sum));
    List<PartitionCommit> partitions = new ArrayList<>();
    for (OffsetLedger.SealedPartition share : segment.sealed().partitions()) {
      partitions.add(
          new PartitionCommit(
              share.partition(),
              false,
              share.range(),
              rows.getOrDefault(share.partition(), 0L),
              dead.getOrDefault(share.partition(), 0L),
              share.gaps()));
    }
    CommitRecord record = new CommitRecord(segment.id(), pipeline, partitions, deadLetterObject);
    return new Committable(record, files, files.isEmpty() ? whenEmpty : schema);
  }
}
