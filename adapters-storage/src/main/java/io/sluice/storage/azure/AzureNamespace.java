package io.sluice.storage.azure;

/** What {@code sluice.storage.azure.namespace} can say. */
public enum AzureNamespace {
  /** The service is asked. */
  AUTO,
  /** ADLS Gen2: folders are real. */
  HIERARCHICAL,
  /** Plain blob storage: a folder is the beginning of names. */
  FLAT
}
