package io.sluice.storage.minio;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
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
class MinioObjectStoreIT extends NetworkStoreContract {
  private final TestStore store;

  MinioObjectStoreIT(TestStore store) {
    super(store, new MinioBackend(store.storage().minio(), store.storage().connection()));
    this.store = store;
  }

  static List<TestStore> stores() {
    return TestStore.runningOrSkip("minio", "minio-tls");
  }

  @Test
  void shouldTellWrongCredentials() throws IOException {
    // Given
    Config wrong =
        store
            .config()
            .withValue(
                "sluice.storage.minio.secret-key", ConfigValueFactory.fromAnyRef("not-the-secret"));
    StorageConfig config = StorageConfig.from(wrong);

    // Then
    try (MinioBackend backend = new MinioBackend(config.minio(), config.connection())) {
      assertThatThrownBy(() -> backend.objects().list(root()))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining(root().toString())
          .hasMessageNotContaining("not-the-secret");
      assertThatThrownBy(() -> backend.exclusiveCreate().create(root().child("x"), new byte[1]))
          .isInstanceOf(AccessDeniedException.class);
    }
  }

  @Test
  void shouldTellNothingOfABucketThatThePolicyDoesNotName() {
    Location elsewhere = Location.parse("s3://no-such-bucket-here/x");
    assertThatThrownBy(() -> store().list(elsewhere))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("no-such-bucket-here");
  }

  @Test
  void shouldTellABucketThatIsDenied() {
    Location denied = Location.parse("s3://denied/x");
    assertThatThrownBy(() -> store().list(denied)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> store().write(denied, new byte[1]))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("s3://denied/x");
  }
}
