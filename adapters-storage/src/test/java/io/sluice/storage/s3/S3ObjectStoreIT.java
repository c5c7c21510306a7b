package io.sluice.storage.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.storage.StorageConfig;
import io.sluice.storage.stores.NetworkStoreContract;
import io.sluice.storage.stores.TestStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
class S3ObjectStoreIT extends NetworkStoreContract {
  private final TestStore store;

  S3ObjectStoreIT(TestStore store) {
    super(store, new S3Backend(store.storage().s3(), store.storage().connection()));
    this.store = store;
  }

  static List<TestStore> stores() {
    return TestStore.runningOrSkip("versitygw", "s3");
  }

  @Test
  void shouldTellWrongCredentials() throws IOException {
    // Given
    Config wrong =
        store
            .config()
            .withValue(
                "sluice.storage.s3.secret-key", ConfigValueFactory.fromAnyRef("not-the-secret"));
    StorageConfig config = StorageConfig.from(wrong);

    // Then
    try (S3Backend backend = new S3Backend(config.s3(), config.connection())) {
      assertThatThrownBy(() -> backend.objects().list(root()))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining(root().toString())
          .hasMessageNotContaining("not-the-secret");
      assertThatThrownBy(() -> backend.exclusiveCreate().create(root().child("x"), new byte[1]))
          .isInstanceOf(AccessDeniedException.class);
    }
  }

  @Test
  void shouldTellABucketThatIsNotThere() {
    Location elsewhere = Location.parse("s3://no-such-bucket-here/x");
    assertThatThrownBy(() -> store().list(elsewhere))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("no-such-bucket-here");
  }
}
