package io.sluice.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Stage;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.StorageBackend;
import io.sluice.ports.out.StorageBackends;
import io.sluice.storage.stores.RefusingStore;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkGlobalTime;

/** Every store that is reached over the network, when it refuses and has another time. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WrongClockTest {
  private static final String KEYS =
      ", access-key = key, secret-key = secret, path-style-access = true }";

  private static final String REFUSED = "the store refuses it";

  /** What each says of a signature that is too old. */
  enum Store {
    S3("RequestTimeTooSkewed", "s3://bucket/table", "s3 { endpoint = \"%s\"" + KEYS, REFUSED),
    S3_WITHOUT_THE_CODE(
        "AccessDenied", "s3://bucket/table", "s3 { endpoint = \"%s\"" + KEYS, REFUSED),
    MINIO("RequestTimeTooSkewed", "s3://bucket/table", "minio { endpoint = \"%s\"" + KEYS, REFUSED),
    AZURE(
        "AuthenticationFailed",
        "abfss://container@account.dfs.core.windows.net/table",
        "azure { endpoint = \"%s/account\", account-key = c2VjcmV0 }",
        "check that account-key"),
    GCS(
        "Forbidden",
        "gs://bucket/table",
        "gcs { endpoint = \"%s\", auth = none }",
        "check sluice.storage.gcs.auth");

    private final String code;
    private final String table;
    private final String settings;
    private final String besides;

    Store(String code, String table, String settings, String besides) {
      this.code = code;
      this.table = table;
      this.settings = settings;
      this.besides = besides;
    }
  }

  /** Amazon's client goes by the store's time from then on, in all of this process. */
  @AfterEach
  void goByTheMachinesTimeAgain() {
    SdkGlobalTime.setGlobalTimeOffset(0);
  }

  @ParameterizedTest
  @EnumSource
  void shouldSayByHowMuchTheClockIsOff(Store store) throws Exception {
    try (RefusingStore refusing = new RefusingStore(store.code, Duration.ofMinutes(20));
        StorageBackends backends = backends(store.settings.formatted(refusing.address()))) {
      Location object = Location.parse(store.table + "/object");
      StorageBackend backend = backends.of(object);
      assertThatThrownBy(() -> backend.objects().find(object))
          .as("asked by HEAD, except of Google")
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContainingAll(
              "this machine's clock is 20 minutes behind the store's", store.besides);
      assertThatThrownBy(() -> backend.exclusiveCreate().create(object, new byte[10]))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContainingAll(
              "this machine's clock is 20 minutes behind the store's", store.besides);
    }
  }

  private static StorageBackends backends(String settings) {
    Config config =
        ConfigFactory.parseString("sluice.storage { connection.attempts = 1, " + settings + " }")
            .withFallback(ConfigFactory.parseResources("reference.conf"))
            .resolve();
    return Guice.createInjector(Stage.PRODUCTION, new StorageModule(StorageConfig.from(config)))
        .getInstance(StorageBackends.class);
  }
}
