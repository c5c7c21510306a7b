package io.sluice.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaConfigTest {
  @Test
  void shouldReadEveryKey() {
    // Given
    Config config =
        config(
            """
            sluice.table {
              location = "file:///data/flights"
              partition-by = [origin, day]
              properties {
                "delta.checkpointInterval" = 100
                delta.logRetentionDuration = "interval 7 days"
                owner = "team a"
              }
            }
            """);

    // When // Then
    assertThat(DeltaConfig.from(config))
        .isEqualTo(
            new DeltaConfig(
                Location.parse("/data/flights"),
                List.of("origin", "day"),
                Map.of(
                    "delta.checkpointInterval", "100",
                    "delta.logRetentionDuration", "interval 7 days",
                    "owner", "team a")));
  }

  @Test
  void shouldHaveAnUnpartitionedTableWithoutPropertiesByDefault() {
    DeltaConfig config = DeltaConfig.from(config("sluice.table.location = /data/t"));
    assertThat(config.partitionBy()).isEmpty();
    assertThat(config.properties()).isEmpty();
  }

  @Test
  void shouldListItsKeysInTheReference() {
    assertThat(ConfigFactory.defaultReference().getObject("sluice.table").keySet())
        .contains("location", "partition-by", "properties");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sluice.table.partition-by = [a]              | sluice.table.location: it is not set",
        "sluice.table.location = ''                   | sluice.table.location",
        "sluice.table.location = 's3:'                | sluice.table.location",
        "sluice.table.location = [1]                  | sluice.table.location: its value",
        "sluice.table { location = /t, partition-by = [a, a] } | sluice.table.partition-by",
        "sluice.table { location = /t, partition-by = a }      | sluice.table.partition-by",
        "sluice.table { location = /t, properties = 1 }        | sluice.table.properties"
      },
      quoteCharacter = '`')
  void shouldNameTheKeyThatIsWrong(String text, String expected) {
    refuses(text.replace('\'', '"'), expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delta.enableDeletionVectors = true",
        "delta.columnMapping.mode = name",
        "delta.enableInCommitTimestamps = true",
        "delta.setTransactionRetentionDuration = interval 7 days",
        "delta.enableChangeDataFeed = true",
        "delta.feature.vacuumProtocolCheck = supported",
        "delta.minWriterVersion = 7",
        "delta.constraints.positive = id > 0",
        "delta.checkpointPolicy = v2",
        "DELTA.ENABLEROWTRACKING = true",
        "delta.checkpointInterval = 0",
        "delta.checkpointInterval = often",
        "delta.logRetentionDuration = 7d",
        "delta.deletedFileRetentionDuration = interval 1 month",
        "delta.logRetentionDuration = interval 999999999 days",
        "delta.deletedFileRetentionDuration = interval 5215 weeks",
        "delta.dataSkippingNumIndexedCols = many",
        "delta.dataSkippingStatsColumns = `a`",
        "delta.appendOnly = yes"
      })
  void shouldRefuseProperties(String property) {
    String name = property.substring(0, property.indexOf(" ="));
    String value = property.substring(property.indexOf("= ") + 2);
    refuses(
        "sluice.table { location = /t, properties { \"" + name + "\" = \"" + value + "\" } }",
        "sluice.table.properties.\"" + name + "\"");
  }

  private static void refuses(String text, String expected) {
    assertThatThrownBy(() -> DeltaConfig.from(config(text)))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.getMessage()).contains(expected);
              assertThat(e.hint()).isNotEmpty();
            });
  }

  private static Config config(String text) {
    return ConfigFactory.parseString(text).withFallback(ConfigFactory.defaultReference()).resolve();
  }
}
