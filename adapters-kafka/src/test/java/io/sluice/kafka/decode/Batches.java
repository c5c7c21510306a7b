package io.sluice.kafka.decode;

import io.sluice.domain.record.Header;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.Payloads;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Record batches of a partition that starts at offset 100, one millisecond apart, each record with
 * a header of its own. The payloads lie side by side in one array, as in a response of Kafka's,
 * between bytes that would make something else of the first and the last.
 */
final class Batches {
  static final SourcePartition PARTITION = new SourcePartition("cluster", "events", "topic-id", 3);
  static final long FIRST_OFFSET = 100;
  static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

  private static final byte[] BEFORE = "{\"".getBytes(StandardCharsets.US_ASCII);
  private static final List<byte[]> AFTER =
      Stream.of("\"}]}", "}", "0", "ull}", "\u00bf\u00bf\u00bf\"}", "dfff\"}", "n\"}")
          .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
          .toList();

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
    Header[][] headers = new Header[size][];
    for (int i = 0; i < size; i++) {
      offsets[i] = FIRST_OFFSET + i;
      timestamps[i] = FIRST_TIMESTAMP + i;
      headers[i] = new Header[] {new Header("number", new byte[] {(byte) i})};
    }
    return new RecordBatch(
        PARTITION,
        new OffsetRange(FIRST_OFFSET, FIRST_OFFSET + size),
        offsets,
        timestamps,
        new byte[size][],
        sideBySide(payloads),
        headers);
  }

  private static Payloads sideBySide(List<byte[]> payloads) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(BEFORE);
    payloads.stream().filter(Objects::nonNull).forEach(all::writeBytes);
    all.writeBytes(AFTER.get(all.size() % AFTER.size()));
    byte[] array = all.toByteArray();
    Payloads slices = new Payloads(payloads.size());
    int start = BEFORE.length;
    for (int i = 0; i < payloads.size(); i++) {
      if (payloads.get(i) != null) {
        slices.put(i, array, start, payloads.get(i).length);
        start += payloads.get(i).length;
      }
    }
    return slices;
  }
}
