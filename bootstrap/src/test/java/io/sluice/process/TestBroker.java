package io.sluice.process;

import io.sluice.kafka.broker.EmbeddedBroker;
import io.sluice.kafka.broker.SecuredBroker;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one broker of each kind, started for the first and stopped after the last class. */
final class TestBroker implements ParameterResolver {
  /** A killed member has to be given up within seconds; the default allows six at least. */
  private static final Map<String, String> QUICK_GROUPS =
      Map.of("group.min.session.timeout.ms", "500", "group.initial.rebalance.delay.ms", "0");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == EmbeddedBroker.class || type == SecuredBroker.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedBroker.class
        ? only(context, EmbeddedBroker.class, () -> EmbeddedBroker.start(QUICK_GROUPS))
        : only(context, SecuredBroker.class, SecuredBroker::start);
  }

  private static <B extends AutoCloseable> B only(
      ExtensionContext context, Class<B> kind, Supplier<B> start) {
    return context
        .getRoot()
        .getStore(Namespace.create(TestBroker.class))
        .getOrComputeIfAbsent(kind, key -> start.get(), kind);
  }
}
