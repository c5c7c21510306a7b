package io.sluice.storage.gcs;

import com.google.cloud.hadoop.repackaged.gcs.com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.hadoop.repackaged.gcs.com.google.auth.Credentials;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.NoCredentials;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.hadoop.util.HadoopCredentialsConfiguration;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.HttpStorageOptions;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.Storage;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.StorageOptions;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.StorageRetryStrategy;
import io.sluice.storage.connection.ConnectionConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * Google's client library, as the connector's jar brings it along: with the connector itself, a
 * write cannot be given up.
 */
final class GcsConnection {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final double PAUSE_GROWTH = 2;

  private final GcsConfig config;
  private final ConnectionConfig connection;
  private final Map<String, String> properties;

  private GcsConnection(
      GcsConfig config, ConnectionConfig connection, Map<String, String> properties) {
    this.config = config;
    this.connection = connection;
    this.properties = properties;
  }

  /** Fetches credentials where a file or the environment names them; nothing else is asked yet. */
  static Storage open(GcsConfig config, ConnectionConfig connection, Map<String, String> properties)
      throws IOException {
    return new GcsConnection(config, connection, properties).open();
  }

  private Storage open() throws IOException {
    HttpStorageOptions.Builder options =
        StorageOptions.http()
            .setCredentials(credentials())
            // Nothing asked for here is a project's; left out, the client would look for one, and
            // wait for a metadata server where there is none.
            .setProjectId(config.projectId().orElse("none"))
            .setTransportOptions(transport())
            .setRetrySettings(retries())
            // Every write replaces the whole object or is conditional, so all may be repeated.
            .setStorageRetryStrategy(StorageRetryStrategy.getUniformStorageRetryStrategy());
    config.endpoint().ifPresent(options::setHost);
    return options.build().getService();
  }

  private Credentials credentials() throws IOException {
    if (config.auth() == GcsAuth.NONE) {
      return NoCredentials.getInstance();
    }
    Configuration configuration = new Configuration(false);
    properties.forEach(configuration::set);
    return HadoopCredentialsConfiguration.getCredentials(configuration, "fs.gs");
  }

  private HttpTransportOptions transport() {
    return HttpTransportOptions.newBuilder()
        .setConnectTimeout(Math.toIntExact(connection.connectTimeout().toMillis()))
        .setReadTimeout(Math.toIntExact(connection.timeout().toMillis()))
        .setHttpTransportFactory(new ProxiedTransport(properties))
        .build();
  }

  /** Bounded by the number of attempts; the time is what these can take at most. */
  private RetrySettings retries() {
    Duration attempt = connection.connectTimeout().plus(connection.timeout()).plus(LONGEST_PAUSE);
    return RetrySettings.newBuilder()
        .setMaxAttempts(connection.attempts())
        .setInitialRetryDelayDuration(FIRST_PAUSE)
        .setRetryDelayMultiplier(PAUSE_GROWTH)
        .setMaxRetryDelayDuration(LONGEST_PAUSE)
        .setTotalTimeoutDuration(attempt.multipliedBy(connection.attempts()))
        .build();
  }
}
