package io.sluice.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.delta.json.Json;
import io.sluice.delta.json.JsonObject;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/**
 * What an entry of ours says of itself, as the {@code userMetadata} of its commit info. That field
 * is anybody's: what is not ours, or of a later format, reads as nothing.
 */
public final class CommitRecordJson {
  private static final long FORMAT = 1;

  private CommitRecordJson() {}

  /** One line of JSON. */
  public static String write(CommitRecord commit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sluice", FORMAT);
    json.put("commit", commit.id().toString());
    json.put("pipeline", commit.pipeline());
    json.put("partitions", commit.partitions().stream().map(CommitRecordJson::partition).toList());
    commit.deadLetterObject().ifPresent(path -> json.put("deadLetterObject", path));
    return Json.write(json);
  }

  /** Reads what {@link #write} wrote; empty for any other text. */
  public static Optional<CommitRecord> read(String userMetadata) {
    if (!userMetadata.contains("\"sluice\"")) {
      return Optional.empty();
    }
    try {
      return JsonObject.parse(userMetadata)
          .filter(json -> json.whole("sluice").orElse(0) == FORMAT)
          .map(CommitRecordJson::record);
    } catch (JsonProcessingException
        | ArithmeticException
        | IllegalArgumentException
        | NoSuchElementException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> partition(PartitionCommit commit) {
    SourcePartition partition = commit.partition();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cluster", partition.clusterId());
    json.put("topic", partition.topic());
    json.put("topicId", partition.topicId());
    json.put("partition", partition.partition());
    if (commit.begins()) {
      json.put("begins", true);
    }
    json.put("from", commit.range().from());
    json.put("to", commit.range().to());
    json.put("rows", commit.rows());
    json.put("deadLetters", commit.deadLetters());
    json.put("gapOffsets", commit.gaps().offsets());
    if (!commit.gaps().ranges().isEmpty()) {
      List<Object> gaps = new ArrayList<>();
      commit.gaps().ranges().forEach(range -> gaps.add(List.of(range.from(), range.to())));
      json.put("gaps", gaps);
    }
    return json;
  }

  private static CommitRecord record(JsonObject json) {
    List<PartitionCommit> partitions = new ArrayList<>();
    for (Object element : json.array("partitions")) {
      partitions.add(partition(JsonObject.of(element).orElseThrow()));
    }
    return new CommitRecord(
        new CommitIdentity(UUID.fromString(json.text("commit").orElseThrow())),
        json.text("pipeline").orElseThrow(),
        partitions,
        json.text("deadLetterObject"));
  }

  private static PartitionCommit partition(JsonObject json) {
    SourcePartition partition =
        new SourcePartition(
            json.text("cluster").orElseThrow(),
            json.text("topic").orElseThrow(),
            json.text("topicId").orElseThrow(),
            Math.toIntExact(json.whole("partition").orElseThrow()));
    return new PartitionCommit(
        partition,
        json.isTrue("begins"),
        new OffsetRange(json.whole("from").orElseThrow(), json.whole("to").orElseThrow()),
        json.whole("rows").orElseThrow(),
        json.whole("deadLetters").orElseThrow(),
        gaps(json));
  }

  private static Gaps gaps(JsonObject json) {
    List<OffsetRange> ranges = new ArrayList<>();
    for (Object element : json.array("gaps")) {
      if (!(element instanceof List<?> range)
          || range.size() != 2
          || !(range.get(0) instanceof Long from)
          || !(range.get(1) instanceof Long to)) {
        throw new IllegalArgumentException("a gap is a pair of offsets");
      }
      ranges.add(new OffsetRange(from, to));
    }
    return new Gaps(json.whole("gapOffsets").orElseThrow(), ranges);
  }
}
