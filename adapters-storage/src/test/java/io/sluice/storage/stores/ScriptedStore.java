package io.sluice.storage.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Takes one connection, reads so many bytes, says its line and hangs up. */
final class ScriptedStore implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final CompletableFuture<String> received;

  ScriptedStore(int length, String answer) throws IOException {
    received = CompletableFuture.supplyAsync(() -> play(length, answer));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  String received() throws Exception {
    return received.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private String play(int length, String answer) {
    try (Socket client = server.accept()) {
      byte[] bytes = client.getInputStream().readNBytes(length);
      client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
