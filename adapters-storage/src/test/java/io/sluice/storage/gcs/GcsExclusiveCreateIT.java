package io.sluice.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ports.application.ExclusiveCreateProbe;
import io.sluice.storage.stores.NetworkExclusiveCreateContract;
import io.sluice.storage.stores.TestStore;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
class GcsExclusiveCreateIT extends NetworkExclusiveCreateContract {
  GcsExclusiveCreateIT(TestStore store) {
    super(store, new GcsBackend(store.storage().gcs(), store.storage().connection()));
  }

  static List<TestStore> stores() {
    return TestStore.runningOrSkip("fake-gcs", "gcs");
  }

  @Test
  void shouldPassTheProbe() throws IOException {
    // Given
    ExclusiveCreateProbe probe = new ExclusiveCreateProbe(store(), exclusiveCreate());

    // Then
    assertThat(probe.isExclusive(root(), UUID.randomUUID())).isTrue();
    assertThat(store().list(root())).isEmpty();
  }
}
