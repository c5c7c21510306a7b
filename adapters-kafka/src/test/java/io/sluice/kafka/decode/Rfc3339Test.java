package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
  private static final long SECONDS_FROM_YEAR_1 = Rfc3339.MIN / 1_000_000;
  private static final long SECONDS_TO_YEAR_9999 = Rfc3339.MAX / 1_000_000;

  @Test
  void shouldAgreeWithJavaTimeOnRandomInstants() {
    // Given
    Random random = new Random(3339);
    for (int i = 0; i < 200_000; i++) {
      long second =
          SECONDS_FROM_YEAR_1
              + Math.floorMod(random.nextLong(), SECONDS_TO_YEAR_9999 - SECONDS_FROM_YEAR_1);
      int digits = random.nextInt(10);
      long nanos =
          Math.round(Math.pow(10, 9 - digits)) * random.nextInt((int) Math.pow(10, digits));
      ZoneOffset zone = ZoneOffset.ofTotalSeconds((random.nextInt(2161) - 1080) * 60);
      Instant instant = Instant.ofEpochSecond(second, nanos);
      OffsetDateTime local = instant.atOffset(zone);
      if (local.getYear() < 1 || local.getYear() > 9999) {
        continue;
      }
      String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local);

      // When
      long micros = instant(text);

      // Then
      if (micros != micros(instant)) {
        fail("%s: %d", text, micros);
      }
    }
  }

  @Test
  void shouldAgreeWithJavaTimeOnEveryDay() {
    // Given
    LocalDate last = LocalDate.of(9999, 12, 31);
    for (LocalDate day = LocalDate.of(1, 1, 1); !day.isAfter(last); day = day.plusDays(1)) {
      // When
      long read = day(day.toString());

      // Then
      if (read != day.toEpochDay()) {
        fail("%s: %d", day, read);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-01-01",
        "0000-02-29",
        "10000-02-29",
        "10100-02-28",
        "-0001-12-31",
        "-0004-02-29",
        "+10000-01-01",
        "999999999-12-31",
        "0000-12-31T23:59:59Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "+294247-01-10T04:00:54.775808Z",
        "-290308-12-21t19:59Z"
      })
  void shouldKnowWhatLiesOutsideOfTheYears(String text) {
    assertThat(isOutOfYears(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        "12345",
        "123-01-01",
        "10000",
        "10000-",
        "10000-1-1",
        "10000-02-30",
        "10100-02-29",
        "-0001-02-29",
        "+2024-01-01",
        "02024-01-01",
        "2024-02-30",
        "2024-01-01T24:00:00Z",
        "10000-01-01T00:00:00",
        "10000-01-01T00:00:60Z",
        "10000-01-01Tx",
        "year 10000-01-01"
      })
  void shouldKnowWhatIsNoDateAtAll(String text) {
    assertThat(isOutOfYears(text)).isFalse();
  }

  private static boolean isOutOfYears(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length < 16
        ? Rfc3339.isDayOutOfYears(bytes, bytes.length)
        : Rfc3339.isInstantOutOfYears(bytes, bytes.length);
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01t00:00:00z, 0",
    "1970-01-01T00:00Z, 0",
    "1970-01-01T00:00+00:00, 0",
    "1970-01-01T00:00:00-00:00, 0",
    "1970-01-01T00:00:01.5Z, 1500000",
    "1970-01-01T00:00:00.000000999Z, 0",
    "1969-12-31T23:59:59.999999999Z, -1",
    "1970-01-01T23:59:00+23:59, 0",
    "2000-02-29T00:00:00Z, 951782400000000",
    "0001-01-01T00:00:00Z, -62135596800000000",
    "9999-12-31T23:59:59.999999Z, 253402300799999999"
  })
  void shouldReadInstants(String text, long micros) {
    assertThat(instant(text)).isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2024-01-01",
        "2024-01-01T00:00:00",
        "2024-01-01T00:00",
        "2024-01-01T00Z",
        "2024-01-01 00:00:00Z",
        "2024-01-01T00:00:00 Z",
        " 2024-01-01T00:00:00Z",
        "2024-01-01T00:00:00Z ",
        "2024-01-01T00:00:00ZZ",
        "2024-01-01T00:00:00.Z",
        "2024-01-01T00:00:00.1",
        "2024-01-01T00:00:00.1234567890Z",
        "2024-01-01T00:00:00,5Z",
        "2024-01-01T00:00.5Z",
        "2024-01-01T00:00:0Z",
        "2024-01-01T00:00:",
        "2024-01-01T00:00:60Z",
        "2016-12-31T23:59:60Z",
        "2024-01-01T00:60:00Z",
        "2024-01-01T24:00:00Z",
        "2024-13-01T00:00:00Z",
        "2024-00-01T00:00:00Z",
        "2024-01-32T00:00:00Z",
        "2024-01-00T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2024-04-31T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "-2024-01-01T00:00:00Z",
        "2024/01/01T00:00:00Z",
        "2024-01-01T00:00:00+0000",
        "2024-01-01T00:00:00+00",
        "2024-01-01T00:00:00+24:00",
        "2024-01-01T00:00:00+00:60",
        "2024-01-01T00:00:00*00:00",
        "2024-01-01T00:00:00+0a:00",
        "2024-01-01T00:00:00[UTC]",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "20240101T000000Z",
        "２０２４-01-01T00:00:00Z"
      })
  void shouldRefuseWhatIsNoInstant(String text) {
    assertThat(instant(text)).isEqualTo(Rfc3339.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024-1-1",
        "2024-02-30",
        "2023-02-29",
        "0000-01-01",
        "2024-01-01T",
        "20240101",
        "2024-01-0x",
        "2024.01.01",
        "+024-01-01",
        "12024-01-01"
      })
  void shouldRefuseWhatIsNoDay(String text) {
    assertThat(day(text)).isEqualTo(Rfc3339.NONE);
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }

  private static long instant(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Rfc3339.instant(bytes, 0, bytes.length);
  }

  private static long day(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Rfc3339.day(bytes, 0, bytes.length);
  }
}
