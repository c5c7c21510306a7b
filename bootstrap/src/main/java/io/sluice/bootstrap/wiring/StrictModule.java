package io.sluice.bootstrap.wiring;

import com.google.inject.AbstractModule;

/** Nothing is bound by chance. */
final class StrictModule extends AbstractModule {
  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireExactBindingAnnotations();
    binder().requireAtInjectOnConstructors();
    binder().disableCircularProxies();
  }
}
