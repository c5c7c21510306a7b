package io.sluice.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.sluice.ports.application.TableInspector;
import io.sluice.ports.in.TableInspection;
import io.sluice.ports.out.TableReader;

/** Questions about tables. */
final class InspectionModule extends AbstractModule {
  @Provides
  @Singleton
  TableInspection inspection(TableReader reader) {
    return new TableInspector(reader);
  }
}
