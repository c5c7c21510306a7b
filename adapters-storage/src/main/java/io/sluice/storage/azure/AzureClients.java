package io.sluice.storage.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.util.ClientOptions;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.blob.specialized.BlockBlobClient;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.storage.block.BlockConfig;
import io.sluice.storage.connection.ConnectionConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The clients of the blob service, one per account, opened when first asked for. */
final class AzureClients {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

  private final AzureConfig config;
  private final ConnectionConfig connection;
  private final AzureCredentials credentials;
  private final Map<String, BlobServiceClient> byHost = new HashMap<>();
  private boolean closed;

  AzureClients(AzureConfig config, ConnectionConfig connection, AzureCredentials credentials) {
    this.config = config;
    this.connection = connection;
    this.credentials = credentials;
  }

  BlobContainerClient container(AzureLocation location) throws IOException {
    return service(location).getBlobContainerClient(location.container());
  }

  BlockBlobClient blob(AzureLocation location) throws IOException {
    return container(location).getBlobClient(location.blob()).getBlockBlobClient();
  }

  private synchronized BlobServiceClient service(AzureLocation location) throws IOException {
    if (closed) {
      throw new IOException("the storage backend is closed");
    }
    return byHost.computeIfAbsent(location.host(), host -> open(location));
  }

  private BlobServiceClient open(AzureLocation location) {
    HttpClient http = credentials.http();
    BlobServiceClientBuilder builder =
        new BlobServiceClientBuilder()
            .endpoint(config.endpoint().map(URI::toString).orElse("https://" + location.host()))
            .httpClient(http)
            // The first that can begin a listing in the middle; services of that age still answer.
            .serviceVersion(BlobServiceVersion.V2026_02_06)
            .clientOptions(new ClientOptions().setApplicationId("sluice"))
            .retryOptions(retries())
            .addPolicy(new WholeAnswer());
    config.encryptionScope().ifPresent(builder::encryptionScope);
    switch (config.auth()) {
      case ACCOUNT_KEY ->
          builder.credential(
              new StorageSharedKeyCredential(
                  location.account(), config.accountKey().orElseThrow()));
      case SAS_TOKEN -> builder.sasToken(config.sasToken().orElseThrow());
      default -> builder.credential(token());
    }
    return builder.buildClient();
  }

  private TokenCredential token() {
    try {
      return credentials.token();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot use sluice.storage.azure.auth = "
              + BlockConfig.spelling(config.auth())
              + ": "
              + e.getMessage(),
          "set what it needs in sluice.storage.azure or in the environment",
          e);
    }
  }

  /** The only place where a request to the blob service is repeated. */
  private RequestRetryOptions retries() {
    Duration timeout =
        connection.timeout().compareTo(SHORTEST_TIMEOUT) < 0
            ? SHORTEST_TIMEOUT
            : connection.timeout();
    return new RequestRetryOptions(
        RetryPolicyType.EXPONENTIAL,
        connection.attempts(),
        timeout,
        FIRST_PAUSE,
        LONGEST_PAUSE,
        null);
  }

  synchronized void close() {
    closed = true;
    byHost.clear();
  }
}
