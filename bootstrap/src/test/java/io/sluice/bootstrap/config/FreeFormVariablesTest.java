package io.sluice.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FreeFormVariablesTest {
  @Test
  void shouldSpellTablePropertiesOfTheEnvironmentAsReadersOfDeltaDo() {
    // When
    Config config =
        load(Map.of(
                "SLUICE_TABLE_PROPERTIES_DELTA_CHECKPOINTINTERVAL", "7",
                "SLUICE_TABLE_PROPERTIES_OWNER", "us"))
            .config();

    // Then
    assertThat(config.getObject("sluice.table.properties").unwrapped())
        .isEqualTo(Map.of("delta.checkpointInterval", "7", "owner", "us"));
  }

  @Test
  void shouldRefuseATablePropertyOfTheEnvironmentThatNobodyReads() {
    assertThatThrownBy(() -> load(Map.of("SLUICE_TABLE_PROPERTIES_DELTA_CHECKPOINTINTERVALL", "7")))
        .hasMessageContaining("SLUICE_TABLE_PROPERTIES_DELTA_CHECKPOINTINTERVALL")
        .extracting("hint")
        .isEqualTo("did you mean SLUICE_TABLE_PROPERTIES_DELTA_CHECKPOINTINTERVAL?");
  }

  @Test
  void shouldRefuseAVariableThatCannotNameAField() {
    assertThatThrownBy(() -> load(Map.of("SLUICE_SCHEMA_TIMESTAMP_UNITS_CREATED_AT", "millis")))
        .hasMessageContaining("SLUICE_SCHEMA_TIMESTAMP_UNITS_CREATED_AT")
        .extracting("hint")
        .asString()
        .contains("configuration file");
  }

  private static LoadedConfig load(Map<String, String> environment) {
    return new ConfigLoader(KeyCatalog.ofClassPath(), environment)
        .load(Optional.empty(), List.of());
  }
}
