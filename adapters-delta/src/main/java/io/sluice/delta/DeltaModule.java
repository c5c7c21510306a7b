package io.sluice.delta;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import io.sluice.delta.deadletter.TableDeadLetterSink;
import io.sluice.delta.standalone.StandaloneTableLog;
import io.sluice.delta.standalone.StandaloneTableReader;
import io.sluice.ports.out.Clock;
import io.sluice.ports.out.DeadLetterSink;
import io.sluice.ports.out.StorageBackends;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.TableReader;

/**
 * Binds the ports of the configured table; needs a {@link DeltaConfig}, {@link StorageBackends} and
 * a {@link Clock}.
 */
public final class DeltaModule extends AbstractModule {
  @Override
  protected void configure() {
    MapBinder<String, DeadLetterSink> sinks =
        MapBinder.newMapBinder(binder(), String.class, DeadLetterSink.class);
    sinks.addBinding("table").to(TableDeadLetterSink.class);
  }

  @Provides
  @Singleton
  TableLog tableLog(DeltaConfig config, StorageBackends backends, Clock clock) {
    return new StandaloneTableLog(backends, config.location(), clock);
  }

  @Provides
  @Singleton
  TableReader tableReader(StorageBackends backends) {
    return new StandaloneTableReader(backends);
  }

  @Provides
  @Singleton
  TableDeadLetterSink tableDeadLetterSink(DeltaConfig config, StorageBackends backends) {
    return new TableDeadLetterSink(backends.of(config.location()).objects(), config.location());
  }
}
