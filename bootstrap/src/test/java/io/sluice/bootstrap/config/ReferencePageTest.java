package io.sluice.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.sluice.bootstrap.GeneratedPage;
import org.junit.jupiter.api.Test;

final class ReferencePageTest {
  @Test
  void shouldBeWhatTheDocsSay() throws Exception {
    // Given
    String page = new ReferencePage(KeyCatalog.ofClassPath()).markdown();

    // When / Then
    GeneratedPage.of("configuration.md").assertIs(page);
  }

  @Test
  void shouldShowKeyDefaultAndComment() {
    // Given
    KeyCatalog catalog =
        KeyCatalog.of(
            ConfigFactory.parseString(
                """
                sluice {
                  # Of a group.
                  kafka {
                    # Which ones,
                    # at least one.
                    topics = []
                    # A | b.
                    password = null
                    # Passed on.
                    #
                    properties {}
                  }
                  # A name.
                  pipeline = sluice
                }
                """));

    // When
    String page = new ReferencePage(catalog).markdown();

    // Then
    assertThat(page)
        .contains(
            """
            ## sluice

            | key | default | |
            |---|---|---|
            | `sluice.pipeline` | `sluice` | A name. |

            ## sluice.kafka

            Of a group.

            | key | default | |
            |---|---|---|
            | `sluice.kafka.topics` | `[]` | Which ones, at least one. |
            | `sluice.kafka.password` | not set | A \\| b. *Secret.* |
            | `sluice.kafka.properties` | *free-form* | Passed on. |
            """);
  }
}
