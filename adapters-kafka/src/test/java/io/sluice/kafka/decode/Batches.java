package io.sluice.kafka.decode;

import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Record batches of a partition that starts at offset 100, one millisecond apart. */
final class Batches {
  static final SourcePartition PARTITION = new SourcePartition("cluster", "events", "topic-id", 3);
  static final long FIRST_OFFSET = 100;
  static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

  private Batches() {}

  static RecordBatch of(String... payloads) {
    return of(
        Stream.of(payloads)
            .map(payload -> payload == null ? null : payload.getBytes(StandardCharsets.UTF_8))
            .toList());
  }

  static RecordBatch of(byte[] payload) {
    return of(List.of(payload));
  }

  static RecordBatch of(List<byte[]> payloads) {
    int size = payloads.size();
    long[] offsets = new long[size];
    long[] timestamps = new long[size];
    for (int i = 0; i < size; i++) {
      offsets[i] = FIRST_OFFSET + i;
      timestamps[i] = FIRST_TIMESTAMP + i;
    }
    return new RecordBatch(
        PARTITION,
        new OffsetRange(FIRST_OFFSET, FIRST_OFFSET + size),
        offsets,
        timestamps,
        new byte[size][],
        payloads.toArray(new byte[0][]));
  }
}
