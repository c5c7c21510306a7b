package io.sluice.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one PostgreSQL, started for the first and stopped after the last test class. Where
 * none is installed they are skipped, or fail when POSTGRES_REQUIRED is set.
 */
public final class TestPostgres implements BeforeAllCallback, ParameterResolver {
  private static final String REQUIRED = "POSTGRES_REQUIRED";

  @Override
  public void beforeAll(ExtensionContext context) {
    boolean isThere = PostgresServer.programs().isPresent();
    if (!isThere && System.getenv(REQUIRED) != null) {
      throw new AssertionError(REQUIRED + " is set, but no PostgreSQL 15 or later is installed");
    }
    assumeTrue(isThere, "skipped: no PostgreSQL 15 or later below /usr/lib/postgresql");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == PostgresServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(TestPostgres.class))
        .getOrComputeIfAbsent("server", key -> new Running(), Running.class)
        .server;
  }

  private static final class Running implements AutoCloseable {
    private final PostgresServer server;

    private Running() {
      Optional<Path> programs = PostgresServer.programs();
      server = PostgresServer.start(programs.orElseThrow());
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
