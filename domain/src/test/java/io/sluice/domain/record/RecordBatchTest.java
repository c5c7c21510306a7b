package io.sluice.domain.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RecordBatchTest {
  private static final SourcePartition PARTITION = new SourcePartition("c", "flights", "id", 3);

  @Test
  void shouldGiveBackWhatItHolds() {
    // Given
    byte[] key = {1};
    byte[] value = {2, 3};
    Header header = new Header("trace", new byte[] {4});

    // When
    RecordBatch batch =
        new RecordBatch(
            PARTITION,
            new OffsetRange(10, 12),
            new long[] {10, 11},
            new long[] {1_000, 2_000},
            new byte[][] {key, null},
            Payloads.of(value, null),
            new Header[][] {{header}, null});

    // Then
    assertThat(batch.partition()).isEqualTo(PARTITION);
    assertThat(batch.range()).isEqualTo(new OffsetRange(10, 12));
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.offset(1)).isEqualTo(11);
    assertThat(batch.timestamp(1)).isEqualTo(2_000);
    assertThat(batch.key(0)).isSameAs(key);
    assertThat(batch.key(1)).isNull();
    assertThat(batch.value(0)).isSameAs(value);
    assertThat(batch.value(1)).as("a tombstone").isNull();
    assertThat(batch.headers(0)).containsExactly(header);
    assertThat(batch.headers(1)).isEmpty();
    assertThat(batch.bytes())
        .as("keys, payloads and headers, where there are any")
        .isEqualTo(3 + 6);
    assertThat(batch.gaps()).isEqualTo(Gaps.NONE);
    assertThat(batch).hasToString("flights-3[10, 12) 2 records");
  }

  @Test
  void shouldGiveBackPartsOfArrays() {
    // Given
    byte[] response = {1, 2, 3, 4, 5};
    Payloads payloads = new Payloads(3);
    payloads.put(0, response, 1, 3);
    payloads.put(2, response, 5, 0);

    // When
    RecordBatch batch =
        new RecordBatch(
            PARTITION,
            new OffsetRange(0, 3),
            new long[] {0, 1, 2},
            new long[3],
            new byte[3][],
            payloads,
            new Header[3][]);

    // Then
    assertThat(batch.value(0)).containsExactly(2, 3, 4);
    assertThat(batch.value(1)).as("a tombstone").isNull();
    assertThat(batch.value(2)).as("nothing, but no tombstone").isEmpty();
    assertThat(batch.values().array(0)).isSameAs(response);
    assertThat(batch.values().start(0)).isEqualTo(1);
    assertThat(batch.values().length(0)).isEqualTo(3);
    assertThat(batch.bytes()).isEqualTo(3);
  }

  @Test
  void shouldRefusePartsThatAreNotThere() {
    Payloads payloads = new Payloads(1);
    for (int[] part : new int[][] {{-1, 1}, {0, 3}, {2, 1}, {0, -1}, {Integer.MAX_VALUE, 1}}) {
      assertThatThrownBy(() -> payloads.put(0, new byte[2], part[0], part[1]))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("not in an array of 2");
    }
  }

  @Test
  void shouldFindGapsBeforeBetweenAndAfter() {
    // When
    RecordBatch batch = batch(new OffsetRange(10, 20), 12, 13, 16);

    // Then
    assertThat(batch.gaps())
        .isEqualTo(
            new Gaps(
                7,
                List.of(
                    new OffsetRange(10, 12), new OffsetRange(14, 16), new OffsetRange(17, 20))));
  }

  @Test
  void shouldBeAllGapWithoutRecords() {
    assertThat(RecordBatch.passed(PARTITION, new OffsetRange(10, 20)).gaps())
        .isEqualTo(Gaps.of(new OffsetRange(10, 20)));
    assertThat(RecordBatch.passed(PARTITION, new OffsetRange(10, 10)).gaps()).isEqualTo(Gaps.NONE);
  }

  @Test
  void shouldAlwaysAddUp() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      // Given
      long[] offsets = new long[random.nextInt(80)];
      long next = random.nextInt(5);
      for (int i = 0; i < offsets.length; i++) {
        next += random.nextInt(3);
        offsets[i] = next++;
      }
      OffsetRange range = new OffsetRange(0, next + random.nextInt(3));

      // When
      Gaps gaps = batch(range, offsets).gaps();

      // Then
      assertThat(offsets.length + gaps.offsets()).isEqualTo(range.length());
      assertThat(gaps.ranges()).hasSizeLessThanOrEqualTo(Gaps.MAX_RANGES);
      long named = gaps.ranges().stream().mapToLong(OffsetRange::length).sum();
      if (gaps.ranges().size() < Gaps.MAX_RANGES) {
        assertThat(named).as("all are named while there is room").isEqualTo(gaps.offsets());
      }
    }
  }

  @Test
  void shouldRefuseRecordsOutOfOrderOrOutsideTheRange() {
    OffsetRange range = new OffsetRange(10, 13);
    for (long[] wrong : new long[][] {{9}, {13}, {11, 11}, {12, 11}}) {
      assertThatThrownBy(() -> batch(range, wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldRefuseArraysOfDifferentLength() {
    OffsetRange range = new OffsetRange(0, 1);
    long[] one = {0};
    byte[][] key = {{}};
    Payloads payload = new Payloads(1);
    Header[][] headers = {null};
    List<ThrowingCallable> different =
        List.of(
            () -> new RecordBatch(PARTITION, range, one, new long[0], key, payload, headers),
            () -> new RecordBatch(PARTITION, range, one, one, new byte[0][], payload, headers),
            () -> new RecordBatch(PARTITION, range, one, one, key, new Payloads(0), headers),
            () -> new RecordBatch(PARTITION, range, one, one, key, payload, new Header[2][]));
    for (ThrowingCallable each : different) {
      assertThatThrownBy(each).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldCountKeysAndHeadersAndAWeightForEachOfThemAndForEachRecord() {
    long[] two = {0, 1};
    byte[][] keys = {new byte[1_000], null};
    Payloads values = Payloads.of(null, new byte[10]);
    Header[][] headers = {null, {new Header("trace", new byte[200]), new Header("none", null)}};

    RecordBatch batch =
        new RecordBatch(PARTITION, new OffsetRange(0, 2), two, two, keys, values, headers);

    assertThat(batch.bytes()).isEqualTo(1_010 + 209);
    assertThat(batch.weight()).isEqualTo(1_010 + 209 + 2 * 64 + 2 * 128);
    assertThat(RecordBatch.passed(PARTITION, new OffsetRange(0, 9)).weight()).isZero();
  }

  private static RecordBatch batch(OffsetRange range, long... offsets) {
    byte[][] keys = new byte[offsets.length][1];
    return new RecordBatch(
        PARTITION,
        range,
        offsets,
        new long[offsets.length],
        keys,
        Payloads.of(keys),
        new Header[offsets.length][]);
  }
}
