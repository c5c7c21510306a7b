package io.sluice.storage.azure;

/** What {@code sluice.storage.azure.auth} can say. */
public enum AzureAuth {
  /** The account key or the shared access signature that is set, else Azure's own chain. */
  AUTO,
  /** One of the account's two keys. */
  ACCOUNT_KEY,
  /** A shared access signature. */
  SAS_TOKEN,
  /** Environment, workload identity, managed identity, Azure CLI, in Azure's own order. */
  DEFAULT_CHAIN,
  /** The identity of the machine. */
  MANAGED_IDENTITY,
  /** The identity of a Kubernetes service account. */
  WORKLOAD_IDENTITY,
  /** An application with a secret. */
  CLIENT_SECRET;

  /** Whether a token of the directory is the proof. */
  boolean hasToken() {
    return this != ACCOUNT_KEY && this != SAS_TOKEN;
  }
}
