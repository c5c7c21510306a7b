package io.sluice.kafka.broker;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one broker for the whole run, closed at its end. */
public final class BrokerExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedBroker.class;
  }

  @Override
  public EmbeddedBroker resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(BrokerExtension.class))
        .getOrComputeIfAbsent(
            EmbeddedBroker.class, key -> EmbeddedBroker.start(), EmbeddedBroker.class);
  }
}
