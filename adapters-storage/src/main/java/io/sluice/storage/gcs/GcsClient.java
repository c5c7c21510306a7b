package io.sluice.storage.gcs;

import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.Storage;
import io.sluice.domain.table.Location;
import io.sluice.storage.connection.ConnectionConfig;
import java.io.IOException;
import java.util.Map;

/** Google's client library, made when it is first used. */
final class GcsClient implements AutoCloseable {
  private final GcsConfig config;
  private final ConnectionConfig connection;
  private final Map<String, String> properties;
  private Storage storage;
  private boolean closed;

  /**
   * Connects to nothing yet.
   *
   * @param properties the connector's, which say how credentials are found
   */
  GcsClient(GcsConfig config, ConnectionConfig connection, Map<String, String> properties) {
    this.config = config;
    this.connection = connection;
    this.properties = properties;
  }

  /** Does something with the store; failures come out as the port words them. */
  <T> T call(String verb, Location location, Call<T> call) throws IOException {
    return GcsFailure.worded(verb, location, () -> call.on(storage()));
  }

  GcsOptions options() {
    return new GcsOptions(config.projectId().orElse(null));
  }

  private synchronized Storage storage() throws IOException {
    if (closed) {
      throw new IOException("the storage backend is closed");
    }
    if (storage == null) {
      storage = GcsConnection.open(config, connection, properties);
    }
    return storage;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (storage != null) {
      try {
        storage.close();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException("Cannot close the client of Google Cloud Storage", e);
      } finally {
        storage = null;
      }
    }
  }

  /** What is asked of the store. */
  @FunctionalInterface
  interface Call<T> {
    T on(Storage storage) throws IOException;
  }
}
