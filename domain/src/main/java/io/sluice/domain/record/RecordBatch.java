package io.sluice.domain.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Raw records of one partition in offset order, as parallel arrays: no object per record beyond the
 * bytes that the client already made, but for records with headers. The range says what was passed,
 * which can be more than what is here: offsets in the range without a record are gaps.
 *
 * <p>The arrays are handed over, not copied; nobody changes them afterwards.
 */
public final class RecordBatch {
  /** What a record is taken to weigh beside its key, payload and headers. */
  private static final int RECORD_WEIGHT = 64;

  /** What the objects of a header are taken to weigh beside its name and value. */
  private static final int HEADER_WEIGHT = 128;

  private final SourcePartition partition;
  private final OffsetRange range;
  private final long[] offsets;
  private final long[] timestamps;
  private final byte[][] keys;
  private final Payloads values;
  private final Header[][] headers;
  private final Gaps gaps;
  private final long bytes;
  private final long weight;

  /**
   * Takes the arrays over.
   *
   * @param range the offsets passed, {@code from} being where the batch before it ended
   * @param offsets one per record, strictly ascending, all inside the range
   * @param timestamps one per record, milliseconds since the epoch
   * @param keys one per record, null where the record has none
   * @param values one per record
   * @param headers one per record, null where the record has none
   */
  public RecordBatch(
      SourcePartition partition,
      OffsetRange range,
      long[] offsets,
      long[] timestamps,
      byte[][] keys,
      Payloads values,
      Header[][] headers) {
    this.partition = Objects.requireNonNull(partition, "partition");
    this.range = Objects.requireNonNull(range, "range");
    if (timestamps.length != offsets.length
        || keys.length != offsets.length
        || values.size() != offsets.length
        || headers.length != offsets.length) {
      throw new IllegalArgumentException("the arrays of a batch differ in length");
    }
    this.offsets = offsets;
    this.timestamps = timestamps;
    this.keys = keys;
    this.values = values;
    this.headers = headers;
    this.gaps = gapsBetween(range, offsets);
    long total = values.bytes();
    for (byte[] key : keys) {
      total += key == null ? 0 : key.length;
    }
    long ofHeaders = 0;
    for (Header[] each : headers) {
      if (each != null) {
        ofHeaders += each.length;
        for (Header header : each) {
          total += header.bytes();
        }
      }
    }
    this.bytes = total;
    this.weight = total + (long) RECORD_WEIGHT * offsets.length + HEADER_WEIGHT * ofHeaders;
  }

  /** A batch without records: only offsets passed. */
  public static RecordBatch passed(SourcePartition partition, OffsetRange range) {
    return new RecordBatch(
        partition,
        range,
        new long[0],
        new long[0],
        new byte[0][],
        new Payloads(0),
        new Header[0][]);
  }

  private static Gaps gapsBetween(OffsetRange range, long[] offsets) {
    long expected = range.from();
    long missing = 0;
    List<OffsetRange> holes = new ArrayList<>();
    for (long offset : offsets) {
      if (offset < expected || offset >= range.to()) {
        throw new IllegalArgumentException(
            "offset " + offset + " is out of order or outside " + range);
      }
      if (offset > expected) {
        missing += offset - expected;
        if (holes.size() < Gaps.MAX_RANGES) {
          holes.add(new OffsetRange(expected, offset));
        }
      }
      expected = offset + 1;
    }
    if (range.to() > expected) {
      missing += range.to() - expected;
      if (holes.size() < Gaps.MAX_RANGES) {
        holes.add(new OffsetRange(expected, range.to()));
      }
    }
    return missing == 0 ? Gaps.NONE : new Gaps(missing, holes);
  }

  public SourcePartition partition() {
    return partition;
  }

  public OffsetRange range() {
    return range;
  }

  /** How many records are here. */
  public int size() {
    return offsets.length;
  }

  public long offset(int index) {
    return offsets[index];
  }

  /** Milliseconds since the epoch, as the source gives them. */
  public long timestamp(int index) {
    return timestamps[index];
  }

  /** The record's key, or null. */
  public byte[] key(int index) {
    return keys[index];
  }

  /** The record's payload, or null; a copy, if it does not have an array of its own. */
  public byte[] value(int index) {
    return values.get(index);
  }

  /** The record's headers, in its order. */
  public List<Header> headers(int index) {
    return headers[index] == null ? List.of() : List.of(headers[index]);
  }

  /** The payloads where they are. */
  public Payloads values() {
    return values;
  }

  public Gaps gaps() {
    return gaps;
  }

  /** The size of keys, payloads and headers in bytes. */
  public long bytes() {
    return bytes;
  }

  /**
   * What the records count for where memory is bounded: {@link #bytes()} and a fixed weight for
   * each and for each header, so that millions of them without content are not taken for nothing.
   */
  public long weight() {
    return weight;
  }

  @Override
  public String toString() {
    return partition + range.toString() + " " + size() + " records";
  }
}
