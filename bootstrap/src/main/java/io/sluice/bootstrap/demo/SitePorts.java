package io.sluice.bootstrap.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a demo's website, its ingest API and its pipeline's operations listen: on the usual ports,
 * or on any free ones where those are taken.
 */
record SitePorts(int website, int ingest, int operations) {
  private static final int WEBSITE = 8080;
  private static final int INGEST = 3001;
  private static final int OPERATIONS = 8081;

  static SitePorts choose() throws IOException {
    List<Integer> ports = FreePorts.choose(WEBSITE, INGEST, OPERATIONS);
    return new SitePorts(ports.get(0), ports.get(1), ports.get(2));
  }

  /** So that each part listens there, and the pages may reach the ingest API. */
  List<String> settings() {
    return List.of(
        "sluice.website.host=127.0.0.1",
        "sluice.website.port=" + website,
        "sluice.website.ingest-url=http://localhost:" + ingest,
        "sluice.ingest.host=127.0.0.1",
        "sluice.ingest.port=" + ingest,
        "sluice.ingest.cors.allowed-origins=http://localhost:%d,http://127.0.0.1:%d"
            .formatted(website, website),
        "sluice.http.management.host=127.0.0.1",
        "sluice.http.management.port=" + operations);
  }

  /** What a person is told. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("Website:    ", website, WEBSITE));
    lines.add(line("Operations: ", operations, OPERATIONS));
    return lines;
  }

  private static String line(String name, int port, int usual) {
    String address = name + "http://localhost:" + port + "/";
    return port == usual ? address : address + " (port " + usual + " is taken)";
  }
}
