package io.sluice.bootstrap.website;

import io.sluice.bootstrap.config.ConfigFaults;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.hot.HotConfig;
import io.sluice.bootstrap.hot.HotStore;
import io.sluice.bootstrap.runtime.GracefulStop;
import io.sluice.bootstrap.runtime.Service;
import io.sluice.bootstrap.runtime.ServiceLifecycle;
import io.sluice.bootstrap.runtime.SystemClock;
import io.sluice.bootstrap.wiring.WatchedTable;
import io.sluice.ports.out.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The website with all that it watches. */
public final class Website {
  private final List<Service> services = new ArrayList<>();
  private final WebsiteServer server;

  private Website(WebsiteConfig config, ArrivalWatch lake, Optional<ArrivalWatch> hot) {
    this.server = new WebsiteServer(config, new Arrivals(lake, hot));
    services.add(lake);
    hot.ifPresent(services::add);
    services.add(server);
  }

  /** Puts it together; nothing listens and nothing connects yet. */
  public static Website of(LoadedConfig loaded) {
    ConfigFaults faults = new ConfigFaults(KeyCatalog.ofClassPath());
    WebsiteConfig config = faults.read(loaded.config(), WebsiteConfig::from);
    Clock clock = new SystemClock();
    ArrivalSource lake = new LakeArrivals(WatchedTable.open(loaded));
    Optional<ArrivalWatch> hot =
        faults
            .read(loaded.config(), HotConfig::find)
            .map(found -> new HotArrivals(new HotStore(found), clock))
            .map(source -> new ArrivalWatch("hot", source, clock));
    return new Website(config, new ArrivalWatch("lake", lake, clock), hot);
  }

  /**
   * Serves it until it is asked to stop.
   *
   * @param open is told the port once it can be visited
   */
  public void run(GracefulStop stop, Opening open) throws InterruptedException {
    new ServiceLifecycle(services)
        .<Void, RuntimeException>around(
            () -> {
              CountDownLatch asked = new CountDownLatch(1);
              stop.whenAsked(asked::countDown);
              open.at(server.port());
              asked.await();
              return null;
            });
  }

  /** What to do once it is open. */
  @FunctionalInterface
  public interface Opening {
    void at(int port);
  }
}
