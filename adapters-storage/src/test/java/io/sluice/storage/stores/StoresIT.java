package io.sluice.storage.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Says in one line what the contracts were held against. */
class StoresIT {
  private static final Logger LOG = Logger.getLogger(StoresIT.class.getName());

  /** Where nothing may be skipped, as in CI, it names the stores that have to run. */
  private static final String REQUIRED = "TEST_STORES_REQUIRED";

  private static final String[] KNOWN = {
    "minio", "minio-tls", "versitygw", "azurite", "fake-gcs", "s3", "azure", "adls", "gcs"
  };

  @Test
  void shouldRunWhatHasToRun() {
    // Given
    List<String> running = TestStore.running(KNOWN).stream().map(TestStore::name).toList();
    List<String> skipped = new ArrayList<>(List.of(KNOWN));
    skipped.removeAll(running);

    // When
    LOG.info(
        () ->
            "object stores: ran local "
                + String.join(" ", running)
                + "; skipped, because "
                + TestStore.VARIABLE
                + " has no file for them: "
                + String.join(" ", skipped));

    // Then
    String required = System.getenv(REQUIRED);
    if (required != null) {
      assertThat(running).contains(required.split(" "));
    }
  }
}
