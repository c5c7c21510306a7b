package io.sluice.storage.hadoop;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;

/**
 * A way from a Hadoop configuration to an object of ours. Hadoop makes what it calls by reflection
 * from nothing but a configuration, so that is where the way has to be: an id there, and the one
 * map of the process.
 */
public final class Handle<T> implements AutoCloseable {
  private static final Map<String, Object> OPEN = new ConcurrentHashMap<>();

  private final Class<T> type;
  private final String id = UUID.randomUUID().toString();

  /**
   * Makes the object known until this is closed.
   *
   * @param type under which it is looked for; one object per type and configuration
   */
  public Handle(Class<T> type, T object) {
    this.type = type;
    OPEN.put(id, object);
  }

  /** The property's name, the same for all handles of a type. */
  public String key() {
    return key(type);
  }

  /** The property's value. */
  public String id() {
    return id;
  }

  /**
   * The object that the configuration leads to.
   *
   * @throws IllegalStateException when its handle is closed
   */
  public static <T> T find(Configuration configuration, Class<T> type) {
    String id = configuration.get(key(type));
    Object object = id == null ? null : OPEN.get(id);
    if (object == null) {
      throw new IllegalStateException("the storage backend behind this configuration is closed");
    }
    return type.cast(object);
  }

  private static String key(Class<?> type) {
    return "sluice.handle." + type.getName();
  }

  @Override
  public void close() {
    OPEN.remove(id);
  }
}
