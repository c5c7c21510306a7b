package io.sluice.delta.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetConfigTest {
  private static final String PREFIX = "sluice.table.parquet.";

  @Test
  void shouldHaveADefaultForEveryKey() {
    // When
    ParquetConfig config = ParquetConfig.from(ConfigFactory.defaultReference());

    // Then
    assertThat(config).isEqualTo(new ParquetConfig(Compression.ZSTD, 1, 128L << 20, 1 << 20));
  }

  @Test
  void shouldListAllItsKeys() {
    // When
    Config defaults = ConfigFactory.defaultReference().getConfig("sluice.table.parquet");

    // Then
    assertThat(defaults.root().keySet())
        .containsExactlyInAnyOrder("compression", "zstd-level", "row-group-size", "page-size");
  }

  @Test
  void shouldReadEveryKey() {
    // When
    ParquetConfig config =
        parse("compression = snappy, zstd-level = 9, row-group-size = 16 MiB, page-size = 64 KiB");

    // Then
    assertThat(config).isEqualTo(new ParquetConfig(Compression.SNAPPY, 9, 16L << 20, 64 << 10));
    assertThat(parse("compression = none").compression()).isEqualTo(Compression.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compression|gzip|zstd, snappy, none",
        "compression|lz4|zstd, snappy, none",
        "zstd-level|0|1 to 22",
        "zstd-level|23|1 to 22",
        "zstd-level|fast|reference",
        "row-group-size|1 KiB|1048576 to 2147483648",
        "row-group-size|3 GiB|1048576 to 2147483648",
        "row-group-size|big|reference",
        "page-size|1|8192 to 67108864",
        "page-size|1 GiB|8192 to 67108864",
        "page-size|10 apples|reference"
      })
  void shouldRefuseAValueNamingItsKey(String key, String value, String hint) {
    assertThatThrownBy(() -> parse(key + " = " + value))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.hint()).contains(hint);
            })
        .hasMessageStartingWith("Cannot use " + PREFIX + key + ": ");
  }

  private static ParquetConfig parse(String settings) {
    Config own = ConfigFactory.parseString("sluice.table.parquet { " + settings + " }");
    return ParquetConfig.from(own.withFallback(ConfigFactory.defaultReference()));
  }
}
