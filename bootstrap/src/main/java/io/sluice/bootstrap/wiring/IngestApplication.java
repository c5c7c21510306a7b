package io.sluice.bootstrap.wiring;

import com.google.inject.Injector;
import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.ingest.IngestServer;
import io.sluice.bootstrap.runtime.GracefulStop;
import io.sluice.bootstrap.runtime.ServiceLifecycle;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ingest API as one process runs it. */
public final class IngestApplication {
  private static final Logger LOG = LoggerFactory.getLogger(IngestApplication.class);

  private final Injector injector;

  private IngestApplication(Injector injector) {
    this.injector = injector;
  }

  /** Puts it together; it does not listen yet. */
  public static IngestApplication create(LoadedConfig loaded) {
    return new IngestApplication(ApplicationModules.ingest(loaded.config()));
  }

  /**
   * Serves until it is asked to end, and then answers what it has begun.
   *
   * @param stop where requests to end come from
   * @throws io.sluice.domain.error.SluiceException when it cannot listen
   */
  public void run(GracefulStop stop) throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    injector
        .getInstance(ServiceLifecycle.class)
        .around(
            () -> {
              stop.whenAsked(asked::countDown);
              asked.await();
              return null;
            });
    LOG.info("Ended");
  }

  /** The port it listens on, once started. */
  public int port() {
    return injector.getInstance(IngestServer.class).port();
  }
}
