package io.sluice.bootstrap.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.domain.error.SluiceException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebsiteConfigTest {
  private static final Config DEFAULTS = KeyCatalog.ofClassPath().defaults();

  @Test
  void shouldHaveTheseDefaults() {
    assertThat(WebsiteConfig.from(DEFAULTS))
        .isEqualTo(
            new WebsiteConfig("127.0.0.1", 8080, Optional.of(URI.create("http://localhost:3001"))));
  }

  @Test
  void shouldReadEveryKey() {
    assertThat(
            WebsiteConfig.from(
                ConfigFactory.parseString(
                        "sluice.website { host = 0.0.0.0, port = 0, ingest-url = \"\" }")
                    .withFallback(DEFAULTS)))
        .isEqualTo(new WebsiteConfig("0.0.0.0", 0, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:3001",
        "ftp://localhost",
        "https://user:secret@ingest.example",
        "https://ingest.example/v1",
        "https://ingest.example; script-src *",
        "https://ingest.example https://other.example",
        "*"
      })
  void shouldRefuseWhatWouldNotBeOneOrigin(String url) {
    // Given
    Config config =
        DEFAULTS.withValue("sluice.website.ingest-url", ConfigValueFactory.fromAnyRef(url));

    // When / Then
    assertThatThrownBy(() -> WebsiteConfig.from(config))
        .isInstanceOf(SluiceException.class)
        .hasMessageStartingWith("Cannot use sluice.website.ingest-url: ")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void shouldRefuseAPortThatIsNone(int port) {
    Config config = DEFAULTS.withValue("sluice.website.port", ConfigValueFactory.fromAnyRef(port));
    assertThatThrownBy(() -> WebsiteConfig.from(config)).hasMessageContaining("website.port");
  }
}
