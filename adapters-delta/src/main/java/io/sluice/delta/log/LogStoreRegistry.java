package io.sluice.delta.log;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.StorageBackend;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Where {@link ExclusiveCreateLogStore} finds its table. Delta builds log stores by reflection from
 * nothing but a Hadoop configuration, so that is where the way back has to be: an id in the
 * configuration, and the one map of the process.
 */
public final class LogStoreRegistry {
  private static final String ID_KEY = "sluice.log-store.id";
  private static final Map<String, Binding> BINDINGS = new ConcurrentHashMap<>();

  private LogStoreRegistry() {}

  /** Makes the configuration lead to the table, until the registration is closed. */
  public static Registration register(
      Configuration configuration, StorageBackend backend, Location table) {
    String id = UUID.randomUUID().toString();
    BINDINGS.put(id, new Binding(backend, table));
    configuration.set(ID_KEY, id);
    configuration.set(
        "delta.logStore." + table.scheme() + ".impl", ExclusiveCreateLogStore.class.getName());
    return () -> BINDINGS.remove(id);
  }

  static Binding find(Configuration configuration) {
    String id = configuration.get(ID_KEY);
    Binding binding = id == null ? null : BINDINGS.get(id);
    if (binding == null) {
      throw new IllegalStateException("the table of this log store is closed");
    }
    return binding;
  }

  /** Ends what {@link #register} began. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  record Binding(StorageBackend backend, Location table) {}
}
