package io.sluice.storage;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.sluice.ports.out.StorageBackend;
import io.sluice.ports.out.StorageBackends;
import io.sluice.storage.azure.AzureModule;
import io.sluice.storage.gcs.GcsModule;
import io.sluice.storage.local.LocalModule;
import io.sluice.storage.minio.MinioModule;
import io.sluice.storage.s3.S3Module;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Binds every backend under the URI schemes it takes. None of them connects before it is used. */
public final class StorageModule extends AbstractModule {
  private final StorageConfig config;

  public StorageModule(StorageConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), StorageDecorator.class);
    install(new LocalModule(config.local()));
    install(
        config.isMinio()
            ? new MinioModule(config.minio(), config.connection())
            : new S3Module(config.s3(), config.connection()));
    install(new AzureModule(config.azure(), config.connection()));
    install(new GcsModule(config.gcs(), config.connection()));
  }

  @Provides
  @Singleton
  StorageBackends storageBackends(
      Map<String, StorageBackend> byScheme, Set<StorageDecorator> decorators) {
    // By name: a backend that takes several schemes stays one.
    Map<String, StorageBackend> decorated = new HashMap<>();
    Map<String, StorageBackend> all = new HashMap<>();
    byScheme.forEach(
        (scheme, backend) ->
            all.put(
                scheme,
                decorated.computeIfAbsent(backend.name(), name -> decorate(backend, decorators))));
    return new SchemeStorageBackends(all, config.backend());
  }

  private static StorageBackend decorate(StorageBackend backend, Set<StorageDecorator> decorators) {
    StorageBackend outermost = backend;
    for (StorageDecorator decorator : decorators) {
      outermost = decorator.decorate(outermost);
    }
    return outermost;
  }
}
