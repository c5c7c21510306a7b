package io.sluice.bootstrap.runtime;

/** Something that is there already and has to be closed. */
public final class ClosingService implements Service {
  private final AutoCloseable resource;

  public ClosingService(AutoCloseable resource) {
    this.resource = resource;
  }

  @Override
  public void start() {
    // Whoever made it started it.
  }

  @Override
  public void stop() {
    try {
      resource.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Cannot close " + resource.getClass().getSimpleName(), e);
    }
  }
}
