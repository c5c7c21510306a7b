package io.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.storage.local.LocalSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageConfigTest {
  /** Every key, with a value that is not the default. */
  private static final Map<String, Object> ALL =
      Map.of(
          "sluice.storage.backend", "local",
          "sluice.storage.single-writer", true,
          "sluice.storage.local.fsync", false);

  private static final Config REFERENCE = ConfigFactory.parseResources("reference.conf").resolve();

  @Test
  void shouldHaveDefaults() {
    assertThat(StorageConfig.from(REFERENCE))
        .isEqualTo(new StorageConfig(BackendChoice.AUTO, false, new LocalSettings(true)));
  }

  @Test
  void shouldTakeEveryKey() {
    // When
    StorageConfig config = StorageConfig.from(ConfigFactory.parseMap(ALL));

    // Then
    assertThat(config)
        .isEqualTo(new StorageConfig(BackendChoice.LOCAL, true, new LocalSettings(false)));
  }

  @Test
  void shouldKnowEveryKeyOfTheReference() {
    assertThat(REFERENCE.getConfig("sluice.storage").entrySet())
        .extracting(entry -> "sluice.storage." + entry.getKey())
        .containsExactlyInAnyOrderElementsOf(ALL.keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"s4", "", "minio"})
  void shouldRefuseAnUnknownBackend(String name) {
    Config config = REFERENCE.withValue("sluice.storage.backend", value(name));
    assertThatThrownBy(() -> StorageConfig.from(config))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.hint()).contains("auto, local");
            })
        .hasMessageContaining("sluice.storage.backend = " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sluice.storage.single-writer", "sluice.storage.local.fsync"})
  void shouldNameTheKeyWhoseValueIsWrong(String key) {
    Config wrong = REFERENCE.withValue(key, value("perhaps"));
    assertThatThrownBy(() -> StorageConfig.from(wrong))
        .isInstanceOfSatisfying(
            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageContaining(key);
  }

  @Test
  void shouldNameTheKeyThatHasNoValue() {
    ALL.keySet()
        .forEach(
            key ->
                assertThatThrownBy(() -> StorageConfig.from(REFERENCE.withoutPath(key)))
                    .isInstanceOf(SluiceException.class)
                    .hasMessageContaining(key + ": it has no value"));
  }

  private static com.typesafe.config.ConfigValue value(String text) {
    return com.typesafe.config.ConfigValueFactory.fromAnyRef(text);
  }
}
