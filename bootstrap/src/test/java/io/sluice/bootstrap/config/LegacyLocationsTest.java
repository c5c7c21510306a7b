package io.sluice.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyLocationsTest {
  @ParameterizedTest
  @CsvSource({
    "wasb://c@a.blob.core.windows.net/t/u, abfs://c@a.dfs.core.windows.net/t/u",
    "wasbs://c@a.blob.core.chinacloudapi.cn/t, abfss://c@a.dfs.core.chinacloudapi.cn/t",
    "wasbs://c@a.blob.core.windows.net, abfss://c@a.dfs.core.windows.net",
  })
  void shouldWriteWasbAsAbfs(String legacy, String modern) {
    assertThat(LegacyLocations.modern(legacy)).contains(modern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abfss://c@a.dfs.core.windows.net/t", "s3://wasb/t", "/wasb", "wasb://c@a/t"})
  void shouldLeaveOthersAlone(String location) {
    assertThat(LegacyLocations.modern(location)).isEmpty();
  }

  @Test
  void shouldRewriteTheConfiguredLocationAndSaySo() {
    // When
    LoadedConfig loaded =
        new ConfigLoader(KeyCatalog.ofClassPath(), Map.of())
            .load(
                Optional.empty(),
                List.of("sluice.table.location=wasbs://c@a.blob.core.windows.net/t"));

    // Then
    assertThat(loaded.config().getString("sluice.table.location"))
        .isEqualTo("abfss://c@a.dfs.core.windows.net/t");
    assertThat(loaded.warnings())
        .singleElement()
        .asString()
        .contains("sluice.table.location", "abfss://c@a.dfs.core.windows.net/t");
  }
}
