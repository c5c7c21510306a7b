package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sluice.domain.schema.DecimalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactDecimalTest {
  @Test
  void shouldAgreeWithBigDecimalOnRandomNumbers() {
    // Given
    Random random = new Random(38);
    int fitting = 0;
    for (int i = 0; i < 300_000; i++) {
      int precision = 1 + random.nextInt(38);
      DecimalType type = new DecimalType(precision, random.nextInt(precision + 1));
      String number = randomNumber(random);

      // When
      BigDecimal read = read(type, number);

      // Then
      BigDecimal expected = expected(type, number);
      fitting += expected == null ? 0 : 1;
      if (!same(read, expected)) {
        fail("%s as %s: %s instead of %s", number, type, read, expected);
      }
    }
    assertThat(fitting).as("both outcomes were met").isBetween(30_000, 270_000);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00",
    "-0, 0.00",
    "0e999999999999, 0.00",
    "0.000000, 0.00",
    "5, 5.00",
    "5.1, 5.10",
    "5.1000000000000000000000000000000000000000, 5.10",
    "-99999999.99, -99999999.99",
    "1e7, 10000000.00",
    "1E+7, 10000000.00",
    "1234567e-2, 12345.67",
    "0.000000000000000000000000000000000000000001e41, 0.10"
  })
  void shouldReadWhatFitsTenDigitsWithTwoAfterThePoint(String number, BigDecimal value) {
    assertThat(read(new DecimalType(10, 2), number)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.001", "5.105", "100000000", "1e8", "1e-3", "99999999.995", "-100000000.00"})
  void shouldRefuseRatherThanRound(String number) {
    assertThat(read(new DecimalType(10, 2), number)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "1e-999999999",
        "1e99999999999999999999",
        "123456789e2147483647",
        "1e-99999999999999999999"
      })
  void shouldNotComputeHugePowers(String number) {
    BigDecimal read =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> read(new DecimalType(38, 38), number));

    assertThat(read).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5", "-5", "007", "12.50", "-0.5"})
  void shouldKnowPlainTexts(String text) {
    assertThat(isPlain(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", ".", "5.", ".5", "1e3", "+5", " 5", "5 ", "1,5", "0x1", "NaN", "--5", "1.2.3", "٥"
      })
  void shouldRefuseOtherTexts(String text) {
    assertThat(isPlain(text)).isFalse();
  }

  private static boolean same(BigDecimal one, BigDecimal other) {
    return String.valueOf(one).equals(String.valueOf(other));
  }

  private static boolean isPlain(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ExactDecimal.isPlain(bytes, bytes.length);
  }

  private static BigDecimal read(DecimalType type, String number) {
    ExactDecimal decimal = new ExactDecimal(type);
    byte[] bytes = number.getBytes(StandardCharsets.US_ASCII);
    if (!decimal.read(bytes, bytes.length)) {
      return null;
    }
    BigDecimal wide = new BigDecimal(new BigInteger(decimal.unscaledBytes()), type.scale());
    boolean fitsLong = type.precision() <= DecimalType.MAX_LONG_PRECISION;
    if (fitsLong && !same(BigDecimal.valueOf(decimal.unscaledLong(), type.scale()), wide)) {
      fail("%s: %d and %s", number, decimal.unscaledLong(), wide);
    }
    return wide;
  }

  private static BigDecimal expected(DecimalType type, String number) {
    try {
      BigDecimal exact = new BigDecimal(number).setScale(type.scale());
      return exact.precision() <= type.precision() ? exact : null;
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static String randomNumber(Random random) {
    StringBuilder number = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
    number.append(
        digits(random, 1 + random.nextInt(random.nextInt(30) + 1)).replaceFirst("^0+(?=.)", ""));
    if (random.nextInt(3) > 0) {
      number.append('.').append(digits(random, 1 + random.nextInt(12)));
    }
    if (random.nextInt(3) == 0) {
      number.append(random.nextBoolean() ? "e" : "E+").append(random.nextInt(20));
    } else if (random.nextInt(4) == 0) {
      number.append("e-").append(random.nextInt(20));
    }
    return number.toString();
  }

  private static String digits(Random random, int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
    }
    return digits.toString();
  }
}
