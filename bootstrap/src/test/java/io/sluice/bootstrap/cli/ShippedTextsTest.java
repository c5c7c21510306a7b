package io.sluice.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import io.sluice.bootstrap.config.ConfigFaults;
import io.sluice.bootstrap.config.ConfigLoader;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.ManagementConfig;
import io.sluice.bootstrap.config.PipelineConfig;
import io.sluice.delta.DeltaConfig;
import io.sluice.kafka.KafkaConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a newcomer copies has to work. */
final class ShippedTextsTest {
  private static final Path EXAMPLE = Path.of("src/main/dist/conf/sluice.conf");
  private static final Pattern COMMAND = Pattern.compile("[\"`/]sluice ([a-z][a-z -]*)");

  @Test
  void shouldShipAConfigurationThatCanBeUsed() {
    // When
    KeyCatalog catalog = KeyCatalog.ofClassPath();
    Config config =
        new ConfigLoader(catalog, Map.of()).load(Optional.of(EXAMPLE), List.of()).config();

    // Then
    ConfigFaults faults = new ConfigFaults(catalog);
    assertThat(faults.read(config, DeltaConfig::from).location().scheme()).isEqualTo("file");
    assertThat(faults.read(config, KafkaConfig::from).topics()).containsExactly("flights");
    assertThat(faults.read(config, PipelineConfig::from).pipeline()).isEqualTo("flights");
    assertThat(faults.read(config, ManagementConfig::from))
        .isEqualTo(ManagementConfig.from(catalog.defaults()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/dist/conf/sluice.conf",
        "../README.md",
        "../docs/configuration.md",
        "../docs/development.md",
        "../docs/ingest-api.md",
        "../docs/reliability.md"
      })
  void shouldOnlyNameCommandsThatExist(String file) throws IOException {
    COMMAND
        .matcher(Files.readString(Path.of(file)))
        .results()
        .map(found -> found.group(1).strip())
        .forEach(
            words -> assertThat(isCommand(words)).as("\"sluice %s\" in %s", words, file).isTrue());
  }

  private static boolean isCommand(String words) {
    CommandLine command = new CommandLine(new SluiceCommand());
    for (String word : words.split(" ", -1)) {
      Map<String, CommandLine> below = command.getSubcommands();
      if (below.isEmpty()) {
        return true;
      }
      if (!below.containsKey(word)) {
        return false;
      }
      command = below.get(word);
    }
    return command.getSubcommands().isEmpty();
  }
}
