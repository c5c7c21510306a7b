package io.sluice.storage.azure;

import java.util.Optional;

/** Who a token is asked for; what is empty the environment tells. */
public record AzureIdentity(
    Optional<String> tenantId, Optional<String> clientId, Optional<String> clientSecret) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "AzureIdentity[" + clientId.orElse("the environment's") + "]";
  }
}
