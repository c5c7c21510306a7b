package io.sluice.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.typesafe.config.Config;
import io.sluice.bootstrap.config.ConfigFaults;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.delta.DeltaConfig;
import io.sluice.delta.parquet.ParquetConfig;
import io.sluice.storage.StorageConfig;

/** The settings of the table and of what it lies on. */
final class TableSettingsModule extends AbstractModule {
  private final DeltaConfig delta;
  private final ParquetConfig parquet;
  private final StorageConfig storage;

  TableSettingsModule(Config config) {
    ConfigFaults faults = new ConfigFaults(KeyCatalog.ofClassPath());
    delta = faults.read(config, DeltaConfig::from);
    parquet = faults.read(config, ParquetConfig::from);
    storage = faults.read(config, StorageConfig::from);
  }

  StorageConfig storage() {
    return storage;
  }

  @Override
  protected void configure() {
    bind(DeltaConfig.class).toInstance(delta);
    bind(ParquetConfig.class).toInstance(parquet);
    bind(StorageConfig.class).toInstance(storage);
  }
}
