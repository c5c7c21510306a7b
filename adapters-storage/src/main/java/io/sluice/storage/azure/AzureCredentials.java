package io.sluice.storage.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import io.sluice.storage.connection.ConnectionConfig;
import io.sluice.storage.hadoop.Handle;

/**
 * The token credential of one backend, made when first asked for and the same for both clients: the
 * blob service's asks here, the connector through {@link AzureTokenProvider}.
 */
final class AzureCredentials {
  private final AzureConfig config;
  private final ConnectionConfig connection;
  private Handle<AzureCredentials> handle;
  private HttpClient http;
  private TokenCredential token;

  AzureCredentials(AzureConfig config, ConnectionConfig connection) {
    this.config = config;
    this.connection = connection;
  }

  /** The way for {@link AzureTokenProvider}, open until this is closed. */
  synchronized Handle<AzureCredentials> handle() {
    if (handle == null) {
      handle = new Handle<>(AzureCredentials.class, this);
    }
    return handle;
  }

  synchronized void close() {
    if (handle != null) {
      handle.close();
    }
  }

  synchronized HttpClient http() {
    if (http == null) {
      http = AzureHttp.open(connection);
    }
    return http;
  }

  synchronized TokenCredential token() {
    if (token == null) {
      token = new AzureIdentityOpener(config, connection, http()).open();
    }
    return token;
  }
}
