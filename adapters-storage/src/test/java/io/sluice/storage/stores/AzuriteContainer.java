package io.sluice.storage.stores;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Azurite, with the container {@code contracts}. */
final class AzuriteContainer {
  private static final String IMAGE =
      "mcr.microsoft.com/azure-storage/azurite:3.35.0"
          + "@sha256:647c63a91102a9d8e8000aab803436e1fc85fbb285e7ce830a82ee5d6661cf37";

  private static final int PORT = 10000;
  private static final String ACCOUNT = "devstoreaccount1";

  /** The one that every Azurite has. */
  private static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private AzuriteContainer() {}

  /** Its configuration. */
  static String start() {
    GenericContainer<?> azurite =
        new GenericContainer<>(Image.of("TEST_IMAGE_AZURITE", IMAGE))
            .withCommand(
                "azurite-blob",
                "--blobHost",
                "0.0.0.0",
                "--silent",
                "--disableTelemetry",
                "--skipApiVersionCheck")
            .withExposedPorts(PORT)
            .waitingFor(Wait.forLogMessage(".*successfully listens.*\\n", 1));
    azurite.start();
    String endpoint =
        "http://" + azurite.getHost() + ":" + azurite.getMappedPort(PORT) + "/" + ACCOUNT;
    new BlobServiceClientBuilder()
        .endpoint(endpoint)
        .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
        .buildClient()
        .createBlobContainer("contracts");
    return """
        sluice.table.location = "abfs://contracts@%s.dfs.core.windows.net/contracts"
        sluice.storage.azure {
          endpoint = "%s"
          account-key = "%s"
        }
        """
        .formatted(ACCOUNT, endpoint, KEY);
  }
}
