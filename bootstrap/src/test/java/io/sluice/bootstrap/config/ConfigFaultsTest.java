package io.sluice.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFaultsTest {
  private static final KeyCatalog CATALOG = KeyCatalog.ofClassPath();

  @TempDir private Path folder;

  @Test
  void shouldNameKeyAndLineOfAWrongUnit() throws Exception {
    assertFault(
        "sluice {\n flush.max-age = 10 parsecs\n}",
        PipelineConfig::from,
        ":2",
        "sluice.flush.max-age",
        "a duration is a number with a unit");
  }

  @Test
  void shouldNameKeyAndLineOfAWrongSize() throws Exception {
    assertFault(
        "sluice {\n\n flush.max-bytes = 10 XB\n}",
        PipelineConfig::from,
        ":3",
        "sluice.flush.max-bytes",
        "a size is a number with a unit");
  }

  @Test
  void shouldNameKeyAndLineOfAWrongType() throws Exception {
    assertFault(
        "sluice.flush.max-rows = [5]",
        PipelineConfig::from,
        ":1",
        "sluice.flush.max-rows",
        "sluice config print");
  }

  @Test
  void shouldAddTheLineToAFaultThatNamesOnlyTheKey() throws Exception {
    assertFault(
        "sluice.http.management.port = 70000",
        ManagementConfig::from,
        "sluice.conf:1)",
        "Cannot use sluice.http.management.port: 70000 is out of range",
        "0 to 65535");
  }

  private void assertFault(
      String content, Function<Config, ?> reader, String where, String message, String hint)
      throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("sluice.conf"), content);
    Config config = new ConfigLoader(CATALOG, Map.of()).load(Optional.of(file), List.of()).config();

    // When / Then
    assertThatThrownBy(() -> new ConfigFaults(CATALOG).read(config, reader))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.getMessage().replace(": ", ":"))
                  .contains(where)
                  .contains(message.replace(": ", ":"))
                  .doesNotContain("\n");
              assertThat(e.hint()).contains(hint);
            });
  }
}
