package io.sluice.bootstrap.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

final class JsonObjectsTest {
  private static final int NAMES = 20_000;

  /** The inverse of 33 among 32-bit numbers, by which the parser multiplies. */
  private static final int INVERSE = 1_041_204_193;

  @Test
  void shouldRefuseNamesThatAreMadeToCollide() {
    // Given
    byte[] body = collidingNames().getBytes(ISO_8859_1);

    // When, Then
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> read(body))
        .satisfies(rejected -> assertThat(rejected.problem().code()).isEqualTo("json_limit"));
  }

  private static JsonObjects.Found read(byte[] body) {
    return JsonObjects.read(
        body,
        0,
        body.length,
        "$",
        parser -> {
          parser.nextToken();
          return new JsonObjects(Set.of()).object(parser);
        });
  }

  /**
   * Names of eight characters, which the parser's table of names hashes as two numbers: before its
   * seed comes in, all of these have one hash.
   */
  private static String collidingNames() {
    StringJoiner object = new StringJoiner(",", "{", "}");
    int found = 0;
    for (long candidate = 0; found < NAMES; candidate++) {
      int first = printable(candidate);
      int second = (12_345 - mixed(first)) * INVERSE;
      if (isPrintable(second)) {
        byte[] name = ByteBuffer.allocate(8).putInt(first).putInt(second).array();
        object.add('"' + new String(name, ISO_8859_1) + "\":1");
        found++;
      }
    }
    return object.toString();
  }

  private static int mixed(int number) {
    int mixed = number + (number >>> 15);
    return mixed ^ (mixed >>> 9);
  }

  /** Letters only, counted through. */
  private static int printable(long candidate) {
    int quad = 0;
    for (int i = 0; i < 4; i++) {
      quad = quad << 8 | (int) ('A' + candidate % 26 + (candidate / 26 % 2 == 0 ? 0 : 32));
      candidate /= 52;
    }
    return quad;
  }

  private static boolean isPrintable(int quad) {
    for (int shift = 0; shift < 32; shift += 8) {
      int character = quad >>> shift & 0xff;
      if (character < ' ' || character > '~' || character == '"' || character == '\\') {
        return false;
      }
    }
    return true;
  }
}
