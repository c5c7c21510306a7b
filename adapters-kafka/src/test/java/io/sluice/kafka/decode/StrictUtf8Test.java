package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictUtf8Test {
  @Test
  void shouldAgreeWithTheJdkOnRandomBytes() {
    // Given
    Random random = new Random(8);
    int valid = 0;
    for (int i = 0; i < 300_000; i++) {
      byte[] bytes = randomBytes(random);

      // When
      int fault = StrictUtf8.firstFault(bytes);

      // Then
      boolean expected = isUtf8(bytes);
      valid += expected ? 1 : 0;
      if (fault < 0 != expected) {
        fail("%s: fault at %d", HexFormat.of().formatHex(bytes), fault);
      }
    }
    assertThat(valid).as("both outcomes were met").isBetween(10_000, 290_000);
  }

  @Test
  void shouldTakeEveryCodePointAtEveryAlignment() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint += 7) {
      if (codePoint == '\\' || Character.getType(codePoint) == Character.SURROGATE) {
        continue;
      }
      // Given
      String text = "x".repeat(codePoint % 9) + Character.toString(codePoint) + "12345678";

      // When
      int fault = StrictUtf8.firstFault(text.getBytes(StandardCharsets.UTF_8));

      // Then
      if (fault >= 0) {
        fail("U+%x: fault at %d", codePoint, fault);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "c080, overlong NUL",
    "c1bf, overlong two bytes",
    "e09fbf, overlong three bytes",
    "f08fbfbf, overlong four bytes",
    "eda080, high surrogate",
    "edbfbf, low surrogate",
    "eda0bdedb880, CESU-8 pair",
    "f4908080, past U+10FFFF",
    "f5808080, lead byte too large",
    "f8888080, five bytes",
    "fffe, UTF-16 mark",
    "80, tail alone",
    "c3, two bytes cut off",
    "e282, three bytes cut off",
    "f09f98, four bytes cut off",
    "c328, tail missing"
  })
  void shouldFindMalformedSequences(String hex, String what) {
    // Given
    byte[] sequence = HexFormat.of().parseHex(hex);
    for (int before = 0; before < 20; before++) {
      byte[] bytes = new byte[before + sequence.length];
      Arrays.fill(bytes, (byte) 'a');
      System.arraycopy(sequence, 0, bytes, before, sequence.length);

      // When
      int fault = StrictUtf8.firstFault(bytes);

      // Then
      assertThat(fault).as(what).isEqualTo(before);
    }
  }

  @Test
  void shouldRefuseAByteOrderMarkAtTheStartOnly() {
    assertThat(StrictUtf8.firstFault("\ufeff{}".getBytes(StandardCharsets.UTF_8))).isZero();
    assertThat(StrictUtf8.firstFault("{\"\ufeff\":1}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud83d\\ude00",
        "\\uD83D\\uDE00",
        "\\\\ud83d",
        "\\\\\\\\ude00",
        "\\u0041\\n\\\"",
        "\\ud7ff\\ue000",
        "\\",
        "\\u12",
        "\\uzzzz",
        "\\q"
      })
  void shouldLeaveOtherEscapesToTheParser(String json) {
    assertThat(StrictUtf8.firstFault(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud83d",
        "\\ude00",
        "\\ude00\\ud83d",
        "\\ud83d\\ud83d\\ude00",
        "\\ud83dx\\ude00",
        "\\ud83d\\u0041",
        "\\ud83d\\\\ude00",
        "\\ud83d\\ude0",
        "\\\\\\ude00"
      })
  void shouldFindHalvesOfSurrogatePairs(String json) {
    assertThat(StrictUtf8.firstFault(json.getBytes(StandardCharsets.UTF_8)))
        .isGreaterThanOrEqualTo(0);
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(12)];
    int[] tricky = {
      0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0,
      0xf4, 0xf5, 0xff
    };
    for (int i = 0; i < bytes.length; i++) {
      int value = random.nextInt(3) == 0 ? random.nextInt(128) : tricky[random.nextInt(18)];
      bytes[i] = (byte) (value == '\\' ? '/' : value);
    }
    boolean mark = bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb;
    if (mark) {
      bytes[0] = 'x';
    }
    return bytes;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
