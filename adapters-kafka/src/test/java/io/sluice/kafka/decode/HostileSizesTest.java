package io.sluice.kafka.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ports.fake.GrowingSchemaAgreement;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder.DecodeSession;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What costs most takes time in proportion to its size. */
class HostileSizesTest {
  private static final int SMALL = 60_000;
  private static final int TIMES = 10;

  /** What a record of a size may be filled with. */
  @SuppressWarnings("ImmutableEnumChecker")
  enum Shape {
    DISTINCT_NAMES(filled("{\"n%d\":1", ",\"n%d\":1", "}")),
    ONE_NAME_AGAIN_AND_AGAIN(filled("{\"a\":1", ",\"a\":1", "}")),
    AN_UNKNOWN_NAME_AGAIN_AND_AGAIN(filled("{\"u\":1", ",\"u\":1", "}")),
    NAMES_OF_ONE_HASH(Shape::namesOfOneHash),
    KEYS_OF_ONE_MAP(filled("{\"m\":{\"k%d\":1", ",\"k%d\":1", "}}")),
    ONE_KEY_OF_ONE_MAP(filled("{\"m\":{\"k\":1", ",\"k\":1", "}}")),
    ESCAPES(filled("{\"s\":\"", "\\u0000\\ud83d\\ude00\\n", "\"}")),
    HALF_OF_A_PAIR_AT_THE_END(filled("{\"s\":\"", "\\n\\u0041", "\\ud800\"}")),
    LISTS_IN_LISTS(filled("{\"u\":[[]", ",[[],[]]", "]}")),
    OBJECTS_IN_A_LIST(filled("{\"u\":[{}", ",{\"x%d\":{}}", "]}")),
    OPENINGS(filled("{\"u\":", "[", "")),
    BLANKS(filled("{\"a\":", " ", "}")),
    A_NUMBER(filled("{\"d\":1", "7", "}")),
    NUL_BYTES(filled("", "\0", ""));

    private final IntFunction<byte[]> ofSize;

    Shape(IntFunction<byte[]> ofSize) {
      this.ofSize = ofSize;
    }

    private static IntFunction<byte[]> filled(String start, String filler, String end) {
      return size -> {
        StringBuilder json = new StringBuilder(size + 100).append(start.replace("%d", "0"));
        for (int i = 1; json.length() < size; i++) {
          json.append(filler.replace("%d", Integer.toString(i)));
        }
        return json.append(end).toString().getBytes(UTF_8);
      };
    }

    /** "Aa" and "BB" have one hash in Java, and so has whatever is put together from them. */
    private static byte[] namesOfOneHash(int size) {
      StringBuilder json = new StringBuilder(size + 100).append("{\"a\":1");
      for (int i = 0; json.length() < size; i++) {
        json.append(",\"");
        for (int bit = 0; bit < 20; bit++) {
          json.append((i >> bit & 1) == 0 ? "Aa" : "BB");
        }
        json.append("\":1");
      }
      return json.append('}').toString().getBytes(UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldTakeTimeInProportion(Shape shape) {
    // Given
    byte[] small = shape.ofSize.apply(SMALL);
    byte[] large = shape.ofSize.apply(TIMES * SMALL);
    for (NewFieldPolicy policy : NewFieldPolicy.values()) {
      Duration once = shorter(timed(policy, small), timed(policy, small));

      // When
      Duration tenTimes = timed(policy, large);

      // Then: a hundred times, were it quadratic.
      assertThat(tenTimes)
          .as("%s, after %s for a tenth", policy, once)
          .isLessThan(once.multipliedBy(4L * TIMES).plusMillis(200));
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Of the processor: how busy the machine is with others does not count. */
  private static Duration timed(NewFieldPolicy policy, byte[] payload) {
    DecodeSession session =
        Decoding.decoder(policy)
            .open(
                new GrowingSchemaAgreement(
                    Decoding.schema("a long", "s string", "d double", "m map<string,long>")));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    session.decode(Batches.of(payload));
    DecodedRecords decoded = session.take();
    Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun);
    assertThat(decoded.rows().rows() + decoded.deadLetters().size()).isEqualTo(1);
    return took;
  }
}
