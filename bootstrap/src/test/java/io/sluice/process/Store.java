package io.sluice.process;

import io.sluice.storage.stores.TestStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A store that tables of a test can lie on.
 *
 * @param name of the server
 * @param example the shipped configuration for its backend
 * @param root below which tables go
 * @param environment what leads a process to it
 */
record Store(String name, String example, String root, Map<String, String> environment) {
  private static final Path EXAMPLES = Path.of("..", "deploy", "conf");
  private static final Map<String, String> EXAMPLE =
      Map.of(
          "minio", "sluice-minio.conf",
          "versitygw", "sluice-aws.conf",
          "s3", "sluice-aws.conf",
          "azurite", "sluice-azure.conf",
          "azure", "sluice-azure.conf",
          "adls", "sluice-azure.conf",
          "fake-gcs", "sluice-gcs.conf",
          "gcs", "sluice-gcs.conf");

  /** The local disk, and every server that runs; with TLS or without is the contracts' affair. */
  static List<Store> all(Path folder) {
    List<Store> stores = new ArrayList<>();
    stores.add(new Store("local", example("sluice-local.conf"), folder.toString(), Map.of()));
    for (TestStore running :
        TestStore.running(
            "minio", "versitygw", "s3", "azurite", "azure", "adls", "fake-gcs", "gcs")) {
      stores.add(of(running));
    }
    return stores;
  }

  private static Store of(TestStore running) {
    Map<String, String> environment = new TreeMap<>(running.variables());
    String root = environment.remove("SLUICE_TABLE_LOCATION");
    return new Store(running.name(), example(EXAMPLE.get(running.name())), root, environment);
  }

  private static String example(String file) {
    return EXAMPLES.resolve(file).toString();
  }

  /** A table that nobody has written yet. */
  StoredTable freshTable() {
    return new StoredTable(root + "/" + UUID.randomUUID() + "/table", environment);
  }

  @Override
  public String toString() {
    return name;
  }
}
