package io.sluice.domain.commit;

import io.sluice.domain.record.SourcePartition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How far every pipeline has read every partition, as one version of the table says.
 *
 * @param offsets the next offset to read, by application id; other applications' ids too
 */
public record Progress(Map<String, Long> offsets) {
  public static final Progress NONE = new Progress(Map.of());

  public Progress {
    offsets = Map.copyOf(offsets);
  }

  public OptionalLong offset(ProgressKey key) {
    Long offset = offsets.get(key.appId());
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /** The partitions of any topic of this name that the pipeline has an offset of. */
  public List<SourcePartition> known(String pipeline, String topic) {
    return offsets.keySet().stream()
        .flatMap(appId -> ProgressKey.parse(appId).stream())
        .filter(key -> key.pipeline().equals(pipeline) && key.partition().topic().equals(topic))
        .map(ProgressKey::partition)
        .sorted()
        .toList();
  }

  /** This, overlaid with the transaction actions of a later log entry. */
  public Progress with(Map<String, Long> transactions) {
    if (transactions.isEmpty()) {
      return this;
    }
    Map<String, Long> merged = new HashMap<>(offsets);
    merged.putAll(transactions);
    return new Progress(merged);
  }
}
