package io.sluice.delta.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundTextTest {
  private static final String PREFIX = "abcdefghijklmnopqrstuvwxyz012345";
  private static final String LAST = Character.toString(0x10FFFF);

  @ParameterizedTest
  @ValueSource(strings = {"", "a", PREFIX, "😀"})
  void shouldKeepShortTexts(String text) {
    assertThat(BoundText.notAfter(text)).isEqualTo(text);
    assertThat(BoundText.notBefore(text)).hasValue(text);
  }

  @Test
  void shouldCountCodePointsNotChars() {
    // Given
    String exact = "😀".repeat(32);

    // When / Then
    assertThat(BoundText.notAfter(exact)).isEqualTo(exact);
    assertThat(BoundText.notAfter(exact + "x")).isEqualTo(exact);
    assertThat(BoundText.notBefore(exact)).hasValue(exact);
  }

  @Test
  void shouldCutALowerBound() {
    assertThat(BoundText.notAfter(PREFIX + "6")).isEqualTo(PREFIX);
  }

  @Test
  void shouldRaiseACutUpperBoundPastWhatFollows() {
    assertThat(BoundText.notBefore(PREFIX + "6")).hasValue(PREFIX + "\uFFFD");
    assertThat(BoundText.notBefore(PREFIX + "\uFFFC")).hasValue(PREFIX + "\uFFFD");
    assertThat(BoundText.notBefore(PREFIX + "\uFFFD")).hasValue(PREFIX + LAST);
    assertThat(BoundText.notBefore(PREFIX + "\uFFFF")).hasValue(PREFIX + LAST);
    assertThat(BoundText.notBefore(PREFIX + "😀")).hasValue(PREFIX + LAST);
    assertThat(BoundText.notBefore(PREFIX + LAST + "a")).hasValue(PREFIX + LAST + "\uFFFD");
    assertThat(BoundText.notBefore(PREFIX + LAST)).hasValue(PREFIX + LAST);
  }

  @Test
  void shouldGiveUpAnUpperBoundPastWhichNothingCanBeRaised() {
    assertThat(BoundText.notBefore(PREFIX + LAST.repeat(33))).isEmpty();
  }

  @Test
  void shouldBoundWhateverTextFromBothSides() {
    // Given
    Random random = new Random(1);
    int[] alphabet = {'a', 'z', 0x7F, 0x80, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF};

    for (int i = 0; i < 10_000; i++) {
      String text =
          random
              .ints(random.nextInt(80), 0, alphabet.length)
              .map(letter -> alphabet[letter])
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();

      // When / Then
      assertThat(compare(BoundText.notAfter(text), text)).isLessThanOrEqualTo(0);
      BoundText.notBefore(text)
          .ifPresent(bound -> assertThat(compare(bound, text)).isGreaterThanOrEqualTo(0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00.000Z, 1970-01-01T00:00:00.000Z",
    "1, 1970-01-01T00:00:00.000Z, 1970-01-01T00:00:00.001Z",
    "-1, 1969-12-31T23:59:59.999Z, 1970-01-01T00:00:00.000Z",
    "1356998400123456, 2013-01-01T00:00:00.123Z, 2013-01-01T00:00:00.124Z",
    "-62135596800000000, 0001-01-01T00:00:00.000Z, 0001-01-01T00:00:00.000Z"
  })
  void shouldRoundInstantsOutwards(long micros, String min, String max) {
    assertThat(BoundText.instantNotAfter(micros)).hasValue(min);
    assertThat(BoundText.instantNotBefore(micros)).hasValue(max);
  }

  @Test
  void shouldHaveNoBoundOutsideOfFourDigitYears() {
    // Given
    long last = 253_402_300_799_999_999L;

    // When / Then
    assertThat(BoundText.instantNotAfter(last)).hasValue("9999-12-31T23:59:59.999Z");
    assertThat(BoundText.instantNotBefore(last)).isEmpty();
    assertThat(BoundText.instantNotAfter(last + 1)).isEmpty();
    assertThat(BoundText.instantNotAfter(Long.MIN_VALUE)).isEmpty();
    assertThat(BoundText.instantNotBefore(Long.MAX_VALUE)).isEmpty();
    assertThat(BoundText.day(LocalDate.of(10_000, 1, 1).toEpochDay())).isEmpty();
    assertThat(BoundText.day(LocalDate.of(0, 12, 31).toEpochDay())).isEmpty();
    assertThat(BoundText.day(LocalDate.of(9999, 12, 31).toEpochDay())).hasValue("9999-12-31");
    assertThat(BoundText.day(15_706)).hasValue("2013-01-01");
  }

  /** In the order of the bytes, as readers compare. */
  private static int compare(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
