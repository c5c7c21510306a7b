package io.sluice.delta.simulation;

import io.sluice.delta.simulation.StoredObjects.Stored;
import io.sluice.domain.table.Location;
import io.sluice.ports.simulation.Fault;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The store as the engine's connector shows it to one process: that way go its checkpoints. */
public final class SimulatedFileSystem extends FileSystem {
  static final String MOUNT_KEY = "sluice.simulation.mount";

  /** In how many a file is sent. */
  private static final int PARTS = 3;

  private static final Map<String, Mount> MOUNTS = new ConcurrentHashMap<>();

  private URI uri;
  private Mount mount;

  static Mount mount(StoredObjects stored, Connection connection, boolean disk) {
    Mount mount = new Mount(UUID.randomUUID().toString(), stored, connection, disk);
    MOUNTS.put(mount.id(), mount);
    return mount;
  }

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    setConf(configuration);
    uri = URI.create(name.getScheme() + "://" + name.getAuthority());
    mount = MOUNTS.get(configuration.get(MOUNT_KEY));
  }

  @Override
  public URI getUri() {
    return uri;
  }

  private static Location locate(Path path) {
    return Location.parse(path.toString());
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    mount.connection.request();
    mount.connection.failIf(Fault.READ_FAILS);
    mount.connection.reach("read a checkpoint");
    return new FSDataInputStream(new StoredInput(require(path).content()));
  }

  private Stored require(Path path) throws FileNotFoundException {
    return mount
        .stored
        .find(locate(path))
        .orElseThrow(() -> new FileNotFoundException(path.toString()));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    mount.connection.request();
    mount.connection.failIf(Fault.FILE_FAILS);
    if (!overwrite && mount.stored.find(locate(path)).isPresent()) {
      throw new FileAlreadyExistsException(path.toString());
    }
    if (mount.disk) {
      mount.stored.put(locate(path), new byte[0]);
    }
    return new FSDataOutputStream(new Output(mount, locate(path)), null);
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException("append");
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    mount.connection.request();
    mount.connection.failIf(Fault.FILE_FAILS);
    boolean moved = mount.stored.move(locate(from), locate(to));
    mount.connection.say("renames to %s", to.getName());
    mount.connection.failIf(Fault.FILE_ANSWER_LOST);
    return moved;
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    mount.connection.request();
    mount.connection.failIf(Fault.FILE_FAILS);
    return mount.stored.remove(locate(path));
  }

  @Override
  public FileStatus[] listStatus(Path folder) {
    throw new UnsupportedOperationException("the engine lists through its log store");
  }

  @Override
  public void setWorkingDirectory(Path folder) {
    // There is none.
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(uri + "/");
  }

  @Override
  public boolean mkdirs(Path folder, FsPermission permission) {
    return true;
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    mount.connection.request();
    mount.connection.failIf(Fault.READ_FAILS);
    Optional<Stored> found = mount.stored.find(locate(path));
    if (found.isEmpty() && mount.stored.below(locate(path)).findAny().isPresent()) {
      return new FileStatus(0, true, 1, 0, 0, path);
    }
    var summary = require(path).summary();
    return new FileStatus(summary.bytes(), false, 1, 0, summary.modifiedAtMillis(), path);
  }

  /** Where the instances of one process lead; they are made by reflection from its id alone. */
  static final class Mount implements AutoCloseable {
    private final String id;
    private final StoredObjects stored;
    private final Connection connection;
    private final boolean disk;

    private Mount(String id, StoredObjects stored, Connection connection, boolean disk) {
      this.id = id;
      this.stored = stored;
      this.connection = connection;
      this.disk = disk;
    }

    String id() {
      return id;
    }

    @Override
    public void close() {
      MOUNTS.remove(id);
    }
  }

  /** A file that is being written: on a disk, who dies leaves a part of it behind. */
  private static final class Output extends ByteArrayOutputStream {
    private final Mount mount;
    private final Location location;
    private boolean closed;

    private Output(Mount mount, Location location) {
      this.mount = mount;
      this.location = location;
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      byte[] content = toByteArray();
      for (int part = 0; part < PARTS; part++) {
        send(Arrays.copyOf(content, content.length * part / PARTS));
      }
      mount.connection.failIf(Fault.FILE_FAILS);
      mount.stored.put(location, content);
      mount.connection.reach("wrote a checkpoint");
      mount.connection.say(
          "writes %s", mount.disk ? "a checkpoint" : SimulatedObjects.nameOf(location));
      mount.connection.failIf(Fault.FILE_ANSWER_LOST);
    }

    private void send(byte[] begun) {
      if (mount.disk) {
        mount.stored.put(location, begun);
      }
      try {
        mount.connection.request();
      } catch (Error e) {
        mount.connection.reach("killed in a checkpoint");
        throw e;
      }
    }
  }
}
