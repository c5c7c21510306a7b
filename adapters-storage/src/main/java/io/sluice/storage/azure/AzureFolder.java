package io.sluice.storage.azure;

import java.util.Map;

/** How a hierarchical account, and tools that imitate one, mark a blob that is a folder. */
final class AzureFolder {
  private static final String MARK = "hdi_isfolder";

  private AzureFolder() {}

  /**
   * Whether it is a folder.
   *
   * @param metadata of the blob; null for none
   */
  static boolean isFolder(Map<String, String> metadata) {
    return metadata != null
        && metadata.entrySet().stream()
            .anyMatch(
                entry ->
                    entry.getKey().equalsIgnoreCase(MARK)
                        && Boolean.parseBoolean(entry.getValue()));
  }
}
