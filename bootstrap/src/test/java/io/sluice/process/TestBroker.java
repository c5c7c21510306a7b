package io.sluice.process;

import io.sluice.kafka.broker.EmbeddedBroker;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one broker, started for the first and stopped after the last test class. */
final class TestBroker implements ParameterResolver {
  /** A killed member has to be given up within seconds; the default allows six at least. */
  private static final Map<String, String> QUICK_GROUPS =
      Map.of("group.min.session.timeout.ms", "500", "group.initial.rebalance.delay.ms", "0");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedBroker.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(TestBroker.class))
        .getOrComputeIfAbsent("broker", key -> new Running(), Running.class)
        .broker;
  }

  private static final class Running implements AutoCloseable {
    private final EmbeddedBroker broker = EmbeddedBroker.start(QUICK_GROUPS);

    @Override
    public void close() {
      broker.close();
    }
  }
}
