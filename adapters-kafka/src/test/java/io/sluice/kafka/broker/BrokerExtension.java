package io.sluice.kafka.broker;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one broker of each kind for the whole run, closed at its end. */
public final class BrokerExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == EmbeddedBroker.class || type == ContainerBroker.class;
  }

  @Override
  public Broker resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedBroker.class
        ? only(context, EmbeddedBroker.class, EmbeddedBroker::start)
        : only(context, ContainerBroker.class, ContainerBroker::start);
  }

  private static <B extends Broker> B only(
      ExtensionContext context, Class<B> kind, Supplier<B> start) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(BrokerExtension.class))
        .getOrComputeIfAbsent(kind, key -> start.get(), kind);
  }
}
