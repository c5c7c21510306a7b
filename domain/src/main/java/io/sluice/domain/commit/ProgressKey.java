package io.sluice.domain.commit;

import io.sluice.domain.record.SourcePartition;
import java.util.Optional;

/**
 * Under which name a table keeps how far it has read one partition: the application id of a
 * transaction action, whose version is the next offset to read.
 *
 * @param pipeline the pipeline's name: letters, digits, {@code .}, {@code _}, {@code -}
 */
public record ProgressKey(String pipeline, SourcePartition partition) {
  private static final String PREFIX = "sluice/";

  public ProgressKey {
    if (!isPipelineName(pipeline)) {
      throw new IllegalArgumentException(
          "'" + pipeline + "' is no pipeline name: use letters, digits, '.', '_' and '-'");
    }
  }

  public static boolean isPipelineName(String name) {
    return name.matches("[A-Za-z0-9._-]{1,128}");
  }

  /** {@code sluice/PIPELINE/CLUSTER/TOPIC/TOPIC-ID/PARTITION}; no part can hold a slash. */
  public String appId() {
    return PREFIX
        + String.join(
            "/",
            pipeline,
            partition.clusterId(),
            partition.topic(),
            partition.topicId(),
            Integer.toString(partition.partition()));
  }

  /** The key of which this is the {@link #appId()}, or empty where another application wrote it. */
  public static Optional<ProgressKey> parse(String appId) {
    String[] parts = appId.split("/", -1);
    if (parts.length != 6
        || !appId.startsWith(PREFIX)
        || !isPipelineName(parts[1])
        || !parts[5].matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    return Optional.of(
        new ProgressKey(
            parts[1],
            new SourcePartition(parts[2], parts[3], parts[4], Integer.parseInt(parts[5]))));
  }
}
