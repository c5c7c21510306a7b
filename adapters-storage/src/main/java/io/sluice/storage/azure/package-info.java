/** Azure Blob Storage, with hierarchical namespace (ADLS Gen2) or without. */
package io.sluice.storage.azure;
