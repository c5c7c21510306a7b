package io.sluice.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the harness sees what it is there to see. */
@RequiresBrowser
final class BrowserIT {
  @TempDir private Path folder;
  private HttpServer server;
  private Browser browser;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serve("/", "<title>t</title><link rel=icon href=data:,><p id=a>hello</p>");
    serve(
        "/noisy",
        "<title>t</title><link rel=icon href=data:,><script>console.error('on purpose')</script>");
    serve(
        "/curious",
        "<title>t</title><link rel=icon href=data:,><img src='http://localhost:1/x.png'>");
    server.start();
    browser = Browser.open(Viewport.PHONE);
  }

  private void serve(String path, String html) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          byte[] body = html.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @AfterEach
  void close() {
    server.stop(0);
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void shouldReadAPageOnTheScreenThatIsAskedFor() throws IOException {
    // When
    browser.visit(at("/"));
    browser.screenshot(folder.resolve("phone.png"));

    // Then
    assertThat(browser.awaitText("#a", text -> !text.isEmpty())).isEqualTo("hello");
    assertThat(browser.run("return innerWidth")).isEqualTo(360L);
    assertThat(ImageIO.read(folder.resolve("phone.png").toFile()).getWidth()).isEqualTo(720);
    browser.assertNoComplaintsAndOnlyRequestsTo(at("/"));
  }

  @Test
  void shouldShowThePageInTheDark() {
    // When
    browser.visit(at("/"));
    browser.show(Viewport.DESKTOP_DARK);

    // Then
    assertThat(browser.run("return matchMedia('(prefers-color-scheme: dark)').matches"))
        .isEqualTo(true);
  }

  @Test
  void shouldHearWhatThePageComplainsAbout() {
    // When
    browser.visit(at("/noisy"));

    // Then
    assertThatThrownBy(() -> browser.assertNoComplaintsAndOnlyRequestsTo(at("/")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("on purpose");
  }

  @Test
  void shouldSeeWhoElseIsAsked() {
    // When
    browser.visit(at("/curious"));

    // Then
    assertThat(browser.requests()).contains("http://localhost:1/x.png");
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }
}
