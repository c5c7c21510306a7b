package io.sluice.bootstrap.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;

/**
 * Which partition each event of a file goes to, always the same one: so what a partition holds is
 * the beginning of its share, and a later run can go on from there.
 */
public final class EventPlan {
  private final EventFile file;
  private final long[] shares;

  private EventPlan(EventFile file, long[] shares) {
    this.file = file;
    this.shares = shares;
  }

  /** Counts the shares. */
  public static EventPlan of(EventFile file, int partitions)
      throws IOException, InterruptedException {
    long[] shares = new long[partitions];
    file.forEach((index, event) -> shares[partition(EventFile.key(event), index, partitions)]++);
    return new EventPlan(file, shares);
  }

  static int partition(Optional<String> key, long index, int partitions) {
    return key.map(
            text ->
                Utils.toPositive(Utils.murmur2(text.getBytes(StandardCharsets.UTF_8))) % partitions)
        .orElse((int) (index % partitions));
  }

  public int partitions() {
    return shares.length;
  }

  /** How many events go to a partition. */
  public long share(int partition) {
    return shares[partition];
  }

  /** How many events there are. */
  public long events() {
    long events = 0;
    for (long share : shares) {
      events += share;
    }
    return events;
  }

  EventFile file() {
    return file;
  }
}
