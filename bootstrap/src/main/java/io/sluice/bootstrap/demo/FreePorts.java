package io.sluice.bootstrap.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of the loopback interface on which nobody listens. */
final class FreePorts {
  private FreePorts() {}

  /**
   * Chooses as many as are preferred, no two of them the same.
   *
   * @param preferred those to take where they are free, 0 for any
   */
  static List<Integer> choose(int... preferred) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      // All are held to the end: one that was let go may be given again.
      for (int port : preferred) {
        held.add(open(port));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  private static ServerSocket open(int preferred) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try {
      return new ServerSocket(preferred, 1, loopback);
    } catch (IOException taken) {
      return new ServerSocket(0, 1, loopback);
    }
  }
}
