package io.sluice.storage.local;

import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.StorageBackend;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A local disk, or a network file system that has hard links. */
public final class LocalBackend implements StorageBackend {
  private final LocalObjectStore objects;
  private final LocalExclusiveCreate exclusiveCreate;
  private final Class<? extends FileSystem> connector;

  public LocalBackend(LocalConfig settings) {
    LocalDisk disk = new LocalDisk(settings);
    this.objects = new LocalObjectStore(disk);
    this.exclusiveCreate = new LocalExclusiveCreate(disk);
    this.connector = settings.fsync() ? SyncedFileSystem.class : RawLocalFileSystem.class;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public ObjectStore objects() {
    return objects;
  }

  @Override
  public ExclusiveCreate exclusiveCreate() {
    return exclusiveCreate;
  }

  /**
   * A raw file system, because the default one leaves a {@code .crc} file beside each file; and no
   * cache, because that is keyed by scheme alone and may hold an instance with other settings.
   */
  @Override
  public Map<String, String> connectorProperties() {
    return Map.of("fs.file.impl", connector.getName(), "fs.file.impl.disable.cache", "true");
  }

  @Override
  public boolean isPartialWriteVisible() {
    return true;
  }
}
