import io.sluice.domain.table.Location;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.StorageBackend;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A store that is farther away: half of a call's time passes before it takes effect, and half of it before its answer is there.
 * One thread commits, and others may write its checkpoints meanwhile. What a commit engine reads or writes of those through its
 * own connector is not delayed.
 */
final class DelayedStore implements StorageBackend, ObjectStore, ExclusiveCreate {
  private final StorageBackend backend;
  private final Calls calls;

  DelayedStore(StorageBackend backend, Calls calls) {
    this.backend = backend;
    this.calls = calls;
  }

  /** How long each call is to take, and how long it took; told apart by whether the thread made it that commits. */
  static final class Calls {
    private static final double NANOS_PER_MILLI = 1e6;

    private final CommitRace.Delays delays;
    private final Random random;
    private final List<String> all = new ArrayList<>();
    private Thread committing;
    private double millis;
    private int listed;

    Calls(CommitRace.Delays delays, Random random) {
      this.delays = delays;
      this.random = random;
    }

    /** Begins to count for another commit, which this thread makes. */
    synchronized void begin() {
      committing = Thread.currentThread();
      millis = 0;
      listed = 0;
    }

    synchronized long millis() {
      return Math.round(millis);
    }

    synchronized int listed() {
      return listed;
    }

    synchronized void writeTo(PrintWriter out) {
      all.forEach(out::println);
    }

    private <T> T call(String kind, Call<T> call) throws IOException {
      long begun = System.nanoTime();
      double half = delays.millis(kind, random) / 2;
      pause(half);
      try {
        return call.run();
      } finally {
        pause(half);
        took(kind, (System.nanoTime() - begun) / NANOS_PER_MILLI);
      }
    }

    private synchronized void took(String kind, double callMillis) {
      if (isBeside()) {
        all.add(String.format(Locale.ROOT, "checkpoint-%s\t%.2f", kind, callMillis));
      } else {
        millis += callMillis;
        all.add(String.format(Locale.ROOT, "%s\t%.2f", kind, callMillis));
      }
    }

    private synchronized void found(int objects) {
      if (!isBeside()) {
        listed += objects;
      }
    }

    /** No checkpoint is written before the first commit begins. */
    private boolean isBeside() {
      return committing != null && committing != Thread.currentThread();
    }

    private static void pause(double millis) throws IOException {
      try {
        TimeUnit.NANOSECONDS.sleep((long) (millis * NANOS_PER_MILLI));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  @Override
  public void create(Location location, byte[] content) throws IOException {
    calls.call(
        "put",
        () -> {
          backend.exclusiveCreate().create(location, content);
          return location;
        });
  }

  @Override
  public Optional<ObjectSummary> find(Location location) throws IOException {
    return calls.call("get", () -> backend.objects().find(location));
  }

  @Override
  public ObjectReader read(Location location) throws IOException {
    return calls.call("get", () -> backend.objects().read(location));
  }

  @Override
  public ObjectWriter write(Location location) throws IOException {
    return backend.objects().write(location);
  }

  @Override
  public void write(Location location, byte[] content) throws IOException {
    calls.call(
        "put",
        () -> {
          backend.objects().write(location, content);
          return location;
        });
  }

  @Override
  public List<ObjectSummary> list(Location folder) throws IOException {
    return calls.call("list", () -> backend.objects().list(folder));
  }

  @Override
  public List<ObjectSummary> listFrom(Location folder, String first) throws IOException {
    List<ObjectSummary> found =
        calls.call("list", () -> backend.objects().listFrom(folder, first));
    calls.found(found.size());
    return found;
  }

  @Override
  public void delete(Location location) throws IOException {
    backend.objects().delete(location);
  }

  @Override
  public String name() {
    return backend.name();
  }

  @Override
  public ObjectStore objects() {
    return this;
  }

  @Override
  public ExclusiveCreate exclusiveCreate() {
    return this;
  }

  @Override
  public Map<String, String> connectorProperties() {
    return backend.connectorProperties();
  }

  @Override
  public boolean isPartialWriteVisible() {
    return backend.isPartialWriteVisible();
  }

  @Override
  public void close() throws IOException {
    backend.close();
  }
}
