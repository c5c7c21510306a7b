package io.sluice.storage.hadoop;

import io.sluice.ports.out.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * The Hadoop file systems of one backend, one per bucket, opened when first asked for and closed
 * with the backend. Whoever asks Hadoop for a file system with this connector's properties gets
 * these. Hadoop's own cache cannot do that: it tells file systems apart by scheme, bucket and user,
 * not by settings, and nothing says when they may be closed.
 */
public final class Connector implements AutoCloseable {
  private final Handle<Connector> handle = new Handle<>(Connector.class, this);
  private final Class<? extends FileSystem> type;
  private final Map<String, String> properties;
  private final ObjectStore objects;
  private final Map<URI, FileSystem> fileSystems = new HashMap<>();
  private boolean closed;

  /**
   * Opens nothing yet.
   *
   * @param type what the file systems are
   * @param properties their settings in Hadoop's terms; may hold secrets
   * @param objects the same store; what others write through Hadoop goes there
   */
  public Connector(
      Class<? extends FileSystem> type, Map<String, String> properties, ObjectStore objects) {
    this.objects = objects;
    this.type = type;
    this.properties = Map.copyOf(properties);
  }

  /**
   * The settings that lead back here, for a Hadoop configuration of somebody else's.
   *
   * @param schemes of the locations that this connector takes
   */
  public Map<String, String> propertiesFor(Collection<String> schemes) {
    Map<String, String> all = new HashMap<>(properties);
    all.put(handle.key(), handle.id());
    for (String scheme : schemes) {
      all.put("fs." + scheme + ".impl", ConnectorFileSystem.class.getName());
      all.put("fs." + scheme + ".impl.disable.cache", "true");
    }
    return all;
  }

  /**
   * The file system of a bucket.
   *
   * @param location anything in it
   */
  public synchronized FileSystem of(URI location) throws IOException {
    if (closed) {
      throw new IOException("the storage backend of '" + location + "' is closed");
    }
    URI bucket = URI.create(location.getScheme() + "://" + location.getRawAuthority());
    FileSystem open = fileSystems.get(bucket);
    if (open == null) {
      open = initialize(bucket);
      fileSystems.put(bucket, open);
    }
    return open;
  }

  ObjectStore objects() {
    return objects;
  }

  private FileSystem initialize(URI bucket) throws IOException {
    Configuration configuration = new Configuration();
    properties.forEach(configuration::set);
    try {
      FileSystem fileSystem = type.getConstructor().newInstance();
      fileSystem.initialize(bucket, configuration);
      return fileSystem;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    handle.close();
    IOException failure = null;
    for (FileSystem fileSystem : fileSystems.values()) {
      try {
        fileSystem.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    fileSystems.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
