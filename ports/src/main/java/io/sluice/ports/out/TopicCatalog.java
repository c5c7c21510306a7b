package io.sluice.ports.out;

import io.sluice.domain.commit.StartPolicy;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the source says of its topics. Safe for use by any thread; each call asks the source.
 *
 * <p>Every method throws a {@link io.sluice.domain.error.SluiceException}: {@code CONFIGURATION}
 * for a topic that does not exist, {@code UNAVAILABLE} when the source does not answer in time,
 * {@code PERMISSION} when it refuses.
 */
public interface TopicCatalog extends AutoCloseable {
  /** All partitions of the pipeline's topics as they are now, in order. */
  List<SourcePartition> partitions();

  /** The offsets to be had: from the oldest record left to the end of what is committed. */
  Map<SourcePartition, OffsetRange> available(Collection<SourcePartition> partitions);

  /** Where each partition starts under a policy; the end where it has no record that late. */
  Map<SourcePartition, Long> starts(Collection<SourcePartition> partitions, StartPolicy policy);

  @Override
  void close();
}
