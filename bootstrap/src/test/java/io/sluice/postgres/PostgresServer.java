package io.sluice.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A cluster of its own in a temporary folder, on a free port of the loopback interface. PostgreSQL
 * refuses to run as root; for root it runs as the package's user postgres.
 */
public final class PostgresServer implements AutoCloseable {
  static final String SUPERUSER = "postgres";

  private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
  private static final int LEAST_VERSION = 15;
  private static final int ATTEMPTS = 3;
  private static final long LIMIT_SECONDS = 60;

  private final Path programs;
  private final Path folder;
  private final String password;
  private final int port;

  private PostgresServer(Path programs, Path folder, String password, int port) {
    this.programs = programs;
    this.folder = folder;
    this.password = password;
    this.port = port;
  }

  /** The newest version there is a package of, from 15 on. */
  static Optional<Path> programs() {
    if (!Files.isDirectory(PACKAGES)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(PACKAGES)) {
      return versions
          .filter(path -> path.getFileName().toString().matches("\\d+"))
          .filter(path -> version(path) >= LEAST_VERSION)
          .max(Comparator.comparingInt(PostgresServer::version))
          .map(path -> path.resolve("bin"))
          .filter(path -> Files.isExecutable(path.resolve("initdb")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int version(Path folder) {
    return Integer.parseInt(folder.getFileName().toString());
  }

  static PostgresServer start(Path programs) {
    try {
      Path folder = Files.createTempDirectory("sluice-postgres");
      String password = HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextLong());
      Path secret = Files.writeString(folder.resolve("password"), password);
      give(folder);
      give(secret);
      PostgresServer made = new PostgresServer(programs, folder, password, 0);
      made.server(
          "initdb",
          "--pgdata=" + folder.resolve("data"),
          "--username=" + SUPERUSER,
          "--auth=scram-sha-256",
          "--pwfile=" + secret,
          "--encoding=UTF8",
          "--locale=C.UTF-8",
          "--no-sync");
      return made.listening();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port was free a moment ago; somebody else may have taken it since. */
  private PostgresServer listening() throws IOException {
    for (int attempt = 1; ; attempt++) {
      int free = freePort();
      try {
        server(
            "pg_ctl",
            "--pgdata=" + folder.resolve("data"),
            "--log=" + folder.resolve("log"),
            "--wait",
            "--options=-p "
                + free
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off",
            "start");
        return new PostgresServer(programs, folder, password, free);
      } catch (IllegalStateException e) {
        if (attempt == ATTEMPTS) {
          throw new IllegalStateException(Files.readString(folder.resolve("log")), e);
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void give(Path path) throws IOException {
    if (isRoot()) {
      Files.setOwner(
          path,
          path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
    }
  }

  /** Runs one of the server's own programs, as the user that it may run as. */
  private void server(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "--user", "postgres", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command, Map.of());
  }

  /** A new, empty database. */
  public HotDatabase createDatabase(String name) {
    HotDatabase database = new HotDatabase(this, name);
    psql("postgres", Map.of(), "--command=CREATE DATABASE " + name);
    return database;
  }

  /** Runs psql as the superuser; it stops at the first fault. */
  String psql(String database, Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                programs.resolve("psql").toString(),
                "--no-psqlrc",
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=" + SUPERUSER,
                "--dbname=" + database));
    command.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>(environment);
    all.put("PGPASSWORD", password);
    return run(command, all);
  }

  private String run(List<String> command, Map<String, String> environment) {
    try {
      Path said = Files.createTempFile("sluice-postgres", ".log");
      // A pipe would stay open for as long as the server that pg_ctl starts.
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
      builder.directory(folder.getRoot().toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      String output = Files.readString(said, UTF_8);
      Files.delete(said);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(command + (ended ? " failed: " : " hangs: ") + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  int port() {
    return port;
  }

  String password() {
    return password;
  }

  /** Stops it and deletes all of it. */
  @Override
  public void close() {
    server("pg_ctl", "--pgdata=" + folder.resolve("data"), "--mode=immediate", "--wait", "stop");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
