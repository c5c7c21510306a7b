package io.sluice.bootstrap.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.Secrets;
import io.sluice.domain.error.SluiceException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HotConfigTest {
  private static final Config DEFAULTS = KeyCatalog.ofClassPath().defaults();
  private static final String URL = "sluice.hot.url = \"jdbc:postgresql://db:5432/analytics\"\n";

  @Test
  void shouldHaveNoStoreByDefault() {
    assertThat(HotConfig.find(DEFAULTS)).isEmpty();
    assertThatThrownBy(() -> HotConfig.from(DEFAULTS))
        .isInstanceOf(SluiceException.class)
        .hasMessage("Cannot use sluice.hot.url: it is not set");
  }

  @Test
  void shouldHaveTheseDefaults() {
    assertThat(HotConfig.find(with(URL)))
        .contains(
            new HotConfig(
                "jdbc:postgresql://db:5432/analytics",
                "analytics_reader",
                "",
                "analytics_events",
                Duration.ofSeconds(5),
                Duration.ofSeconds(60)));
  }

  @Test
  void shouldReadEveryKey() {
    // Given
    Config config =
        with(
            URL
                + "sluice.hot { user = me, password = pw, table = hot.events,"
                + " connect-timeout = 1 s, query-timeout = 2 s }");

    // When / Then
    assertThat(HotConfig.from(config))
        .isEqualTo(
            new HotConfig(
                "jdbc:postgresql://db:5432/analytics",
                "me",
                "pw",
                "hot.events",
                Duration.ofSeconds(1),
                Duration.ofSeconds(2)));
  }

  @Test
  void shouldKeepThePasswordToItself() {
    assertThat(Secrets.isSecret("sluice.hot.password")).isTrue();
    assertThat(HotConfig.from(with(URL + "sluice.hot.password = hush")).toString())
        .doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url = \"jdbc:mysql://db/analytics\"",
        "url = \"postgres://db/analytics\"",
        "url = \"jdbc:postgresql://me:pw@db/analytics\"",
        "url = \"jdbc:postgresql://db/analytics?ssl=true&password=pw\"",
        "table = \"events; DROP TABLE events\"",
        "table = Events",
        "table = \"\"",
        "connect-timeout = 0 s",
        "query-timeout = 2 h"
      })
  void shouldRefuseByName(String setting) {
    // Given
    String key = setting.substring(0, setting.indexOf(' '));

    // When / Then
    assertThatThrownBy(() -> HotConfig.from(with(URL + "sluice.hot." + setting)))
        .isInstanceOf(SluiceException.class)
        .hasMessageStartingWith("Cannot use sluice.hot." + key + ": ")
        .hasMessageNotContaining("pw");
  }

  private static Config with(String text) {
    return ConfigFactory.parseString(text).withFallback(DEFAULTS);
  }
}
