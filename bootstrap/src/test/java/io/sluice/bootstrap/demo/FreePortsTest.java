package io.sluice.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void shouldNeverGiveOneTwice() throws IOException {
    // When: of some ten thousand, so that chance alone would repeat one
    List<Integer> ports = FreePorts.choose(new int[800]);

    // Then
    assertThat(ports).hasSize(800).doesNotHaveDuplicates().doesNotContain(0);
  }

  @Test
  void shouldGiveThePreferredOneOnlyWhereItIsFree() throws IOException {
    // Given
    int preferred;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      preferred = taken.getLocalPort();

      // When, Then
      assertThat(FreePorts.choose(preferred)).hasSize(1).doesNotContain(preferred);
    }
    assertThat(FreePorts.choose(preferred, preferred))
        .hasSize(2)
        .startsWith(preferred)
        .doesNotHaveDuplicates();
  }
}
