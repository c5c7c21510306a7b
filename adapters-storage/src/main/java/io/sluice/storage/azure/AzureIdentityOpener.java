package io.sluice.storage.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.CredentialBuilderBase;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import io.sluice.storage.connection.ConnectionConfig;

/** Makes the token credential that the settings ask for. */
final class AzureIdentityOpener {
  private final AzureConfig config;
  private final ConnectionConfig connection;
  private final HttpClient http;

  AzureIdentityOpener(AzureConfig config, ConnectionConfig connection, HttpClient http) {
    this.config = config;
    this.connection = connection;
    this.http = http;
  }

  TokenCredential open() {
    AzureIdentity identity = config.identity();
    return switch (config.auth()) {
      case CLIENT_SECRET ->
          with(new ClientSecretCredentialBuilder())
              .tenantId(identity.tenantId().orElseThrow())
              .clientId(identity.clientId().orElseThrow())
              .clientSecret(identity.clientSecret().orElseThrow())
              .build();
      case MANAGED_IDENTITY -> {
        ManagedIdentityCredentialBuilder builder = with(new ManagedIdentityCredentialBuilder());
        identity.clientId().ifPresent(builder::clientId);
        yield builder.build();
      }
      case WORKLOAD_IDENTITY -> {
        WorkloadIdentityCredentialBuilder builder = with(new WorkloadIdentityCredentialBuilder());
        identity.tenantId().ifPresent(builder::tenantId);
        identity.clientId().ifPresent(builder::clientId);
        yield builder.build();
      }
      case DEFAULT_CHAIN -> {
        DefaultAzureCredentialBuilder builder = with(new DefaultAzureCredentialBuilder());
        identity.tenantId().ifPresent(builder::tenantId);
        identity.clientId().ifPresent(builder::managedIdentityClientId);
        identity.clientId().ifPresent(builder::workloadIdentityClientId);
        yield builder.build();
      }
      default -> throw new IllegalStateException(config.auth() + " has no token");
    };
  }

  private <B extends CredentialBuilderBase<B>> B with(B builder) {
    return builder
        .httpClient(http)
        .retryOptions(
            new RetryOptions(
                new ExponentialBackoffOptions().setMaxRetries(connection.attempts() - 1)));
  }
}
