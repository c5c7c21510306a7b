package io.sluice.ports.fake;

import io.sluice.domain.record.Header;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.Payloads;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A topic's partitions, each a log of records and of offsets without a record. Safe for use by any
 * thread.
 */
public final class FakeTopic {
  /** The timestamp of offset 0 where none is given; each offset is a millisecond later. */
  public static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

  private final String clusterId;
  private final String name;
  private final String id;
  private final List<Log> logs = new ArrayList<>();

  FakeTopic(String clusterId, String name, String id, int partitions) {
    this.clusterId = clusterId;
    this.name = name;
    this.id = id;
    addPartitions(partitions);
  }

  public SourcePartition partition(int partition) {
    return new SourcePartition(clusterId, name, id, partition);
  }

  public synchronized List<SourcePartition> partitions() {
    List<SourcePartition> all = new ArrayList<>();
    for (int partition = 0; partition < logs.size(); partition++) {
      all.add(partition(partition));
    }
    return all;
  }

  public synchronized void addPartitions(int more) {
    for (int added = 0; added < more; added++) {
      logs.add(new Log());
    }
  }

  /** Appends one record per value; a null value is a record with a null payload. */
  public synchronized FakeTopic append(int partition, byte[]... values) {
    for (byte[] value : values) {
      Log log = logs.get(partition);
      log.append(new Entry(FIRST_TIMESTAMP + log.end, null, value, List.of()));
    }
    return this;
  }

  /** Appends one record per text, in UTF-8. */
  public FakeTopic append(int partition, String... values) {
    for (String value : values) {
      append(partition, value.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  public synchronized FakeTopic append(int partition, Instant time, byte[] key, byte[] value) {
    logs.get(partition).append(new Entry(time.toEpochMilli(), key, value, List.of()));
    return this;
  }

  /** Appends a record with headers and a null payload. */
  public synchronized FakeTopic append(int partition, List<Header> headers) {
    Log log = logs.get(partition);
    log.append(new Entry(FIRST_TIMESTAMP + log.end, null, null, headers));
    return this;
  }

  /** Appends offsets that hold no record: transaction markers, aborted or compacted records. */
  public synchronized FakeTopic appendGap(int partition, long offsets) {
    logs.get(partition).end += offsets;
    return this;
  }

  /** Deletes the records before an offset, as retention does. */
  public synchronized FakeTopic expire(int partition, long beforeOffset) {
    Log log = logs.get(partition);
    log.begin = Math.min(Math.max(log.begin, beforeOffset), log.end);
    log.entries.headMap(log.begin).clear();
    return this;
  }

  /** Deletes the records from an offset on, as an unclean election of another leader does. */
  public synchronized FakeTopic truncate(int partition, long toOffset) {
    Log log = logs.get(partition);
    log.end = Math.max(Math.min(log.end, toOffset), log.begin);
    log.entries.tailMap(log.end).clear();
    return this;
  }

  public synchronized OffsetRange available(int partition) {
    Log log = logs.get(partition);
    return new OffsetRange(log.begin, log.end);
  }

  /** The first offset whose record is of that time or later; the end where there is none. */
  synchronized long offsetAt(int partition, Instant time) {
    Log log = logs.get(partition);
    return log.entries.entrySet().stream()
        .filter(entry -> entry.getValue().timestamp() >= time.toEpochMilli())
        .mapToLong(Map.Entry::getKey)
        .findFirst()
        .orElse(log.end);
  }

  /**
   * What lies from an offset on.
   *
   * @param most how many records at most; with fewer the range goes on to the end
   */
  public synchronized RecordBatch read(int partition, long from, int most) {
    Log log = logs.get(partition);
    List<Long> found = log.entries.tailMap(from).keySet().stream().limit(most).toList();
    long to = found.size() == most ? found.get(most - 1) + 1 : log.end;
    long[] offsets = new long[found.size()];
    long[] timestamps = new long[offsets.length];
    byte[][] keys = new byte[offsets.length][];
    byte[][] values = new byte[offsets.length][];
    Header[][] headers = new Header[offsets.length][];
    for (int index = 0; index < offsets.length; index++) {
      offsets[index] = found.get(index);
      Entry entry = log.entries.get(offsets[index]);
      timestamps[index] = entry.timestamp();
      keys[index] = entry.key();
      values[index] = entry.value();
      headers[index] = entry.headers().toArray(Header[]::new);
    }
    OffsetRange range = new OffsetRange(from, to);
    return new RecordBatch(
        partition(partition), range, offsets, timestamps, keys, Payloads.of(values), headers);
  }

  private static final class Log {
    private final NavigableMap<Long, Entry> entries = new TreeMap<>();
    private long begin;
    private long end;

    private void append(Entry entry) {
      entries.put(end, entry);
      end++;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared; handed on as they are.
  private record Entry(long timestamp, byte[] key, byte[] value, List<Header> headers) {}
}
