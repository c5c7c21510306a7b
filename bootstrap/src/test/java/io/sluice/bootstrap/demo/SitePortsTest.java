package io.sluice.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class SitePortsTest {
  @Test
  void shouldTakeAnotherPortWhereTheUsualOneIsTaken() throws IOException {
    try (ServerSocket unused = new ServerSocket(8080, 1, InetAddress.getLoopbackAddress())) {
      assertThat(SitePorts.choose().website()).isNotEqualTo(unused.getLocalPort()).isPositive();
    } catch (BindException e) {
      assertThat(SitePorts.choose().website()).as("somebody else has 8080").isNotEqualTo(8080);
    }
  }

  @Test
  void shouldSayWhichUsualPortIsTaken() {
    assertThat(new SitePorts(8080, 3001, 40_001).lines())
        .containsExactly(
            "Website:    http://localhost:8080/",
            "Operations: http://localhost:40001/ (port 8081 is taken)");
  }

  @Test
  void shouldLetThePagesReachTheIngestApiAndNobodyElse() {
    assertThat(new SitePorts(40_002, 40_003, 8081).settings())
        .contains(
            "sluice.website.ingest-url=http://localhost:40003",
            "sluice.ingest.cors.allowed-origins=http://localhost:40002,http://127.0.0.1:40002");
  }
}
