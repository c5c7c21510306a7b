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
    if (holdsSlash(partition.clusterId())
        || holdsSlash(partition.topic())
        || holdsSlash(partition.topicId())) {
      throw new IllegalArgumentException("an id of " + partition + " holds a slash");
    }
  }

  public static boolean isPipelineName(String name) {
    return name.matches("[A-Za-z0-9._-]{1,128}");
  }

  private static boolean holdsSlash(String part) {
    return part.indexOf('/') >= 0;
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
        || !parts[5].matches("0|[1-9][0-9]{0,8}")) {
      return Optional.empty();
    }
    return Optional.of(
        new ProgressKey(
            parts[1],
            new SourcePartition(parts[2], parts[3], parts[4], Integer.parseInt(parts[5]))));
  }
}
