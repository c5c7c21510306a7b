package io.sluice.bootstrap.config;

import com.typesafe.config.Config;
import io.sluice.domain.commit.FlushPolicy;
import io.sluice.domain.commit.ProgressKey;
import java.time.Duration;

/**
 * What bounds a pipeline.
 *
 * @param pipeline its name in the table's log
 * @param flush when to commit
 * @param queueBytes payload bytes read ahead of decoding
 * @param lanes threads that decode and write
 * @param revokeTimeout how long a rebalance waits for a commit
 * @param shutdownTimeout how long the last commit may take
 * @param deadLetters where records go that cannot be rows
 */
public record PipelineConfig(
    String pipeline,
    FlushPolicy flush,
    long queueBytes,
    int lanes,
    Duration revokeTimeout,
    Duration shutdownTimeout,
    DeadLetterTarget deadLetters) {
  private static final int MOST_LANES = 64;

  /** A column is one array; twice as much as is read, in the worst case, has to fit into it. */
  private static final long MOST_BYTES = 1L << 30;

  private static final int MOST_AUTOMATIC_LANES = 4;

  /**
   * Reads {@code sluice.pipeline}, {@code flush.*}, {@code memory.*}, {@code decode.lanes}, {@code
   * revoke-timeout}, {@code shutdown-timeout} and {@code dead-letter.sink}.
   */
  public static PipelineConfig from(Config root) {
    Choices choices = new Choices(root);
    return new PipelineConfig(
        name(root),
        flush(root, choices),
        choices.positiveBytes("sluice.memory.queue"),
        lanes(choices),
        choices.positiveDuration("sluice.revoke-timeout"),
        choices.positiveDuration("sluice.shutdown-timeout"),
        choices.oneOf("sluice.dead-letter.sink", DeadLetterTarget.class));
  }

  private static String name(Config root) {
    String name = root.getString("sluice.pipeline");
    if (!ProgressKey.isPipelineName(name)) {
      throw Choices.fault(
          "sluice.pipeline",
          "'" + name + "' is no name for a pipeline",
          "use letters, digits, '.', '_' and '-', 128 at most");
    }
    return name;
  }

  private static FlushPolicy flush(Config root, Choices choices) {
    return new FlushPolicy(
        maxRows(root, choices),
        maxBytes(choices),
        choices.positiveBytes("sluice.memory.budget"),
        choices.positiveDuration("sluice.flush.max-age"));
  }

  private static long maxBytes(Choices choices) {
    String path = "sluice.flush.max-bytes";
    long bytes = choices.positiveBytes(path);
    if (bytes > MOST_BYTES) {
      throw Choices.fault(
          path, bytes + " bytes are more than one commit can hold", "set it to 1 GiB or less");
    }
    return bytes;
  }

  private static long maxRows(Config root, Choices choices) {
    String path = "sluice.flush.max-rows";
    if (choices.isWord(path, "unlimited")) {
      return Long.MAX_VALUE;
    }
    long rows = root.getLong(path);
    if (rows < 1) {
      throw Choices.fault(path, rows + " is out of range", "set it to 1 or more, or unlimited");
    }
    return rows;
  }

  private static int lanes(Choices choices) {
    String path = "sluice.decode.lanes";
    if (choices.isWord(path, "auto")) {
      return Math.min(Runtime.getRuntime().availableProcessors(), MOST_AUTOMATIC_LANES);
    }
    return choices.between(path, 1, MOST_LANES);
  }
}
