package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.browser.Browser;
import io.sluice.browser.RequiresBrowser;
import io.sluice.browser.Viewport;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operations page of a demo at work, as a person sees it. */
@RequiresBrowser
final class OperationsPageIT {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Path DOCS_IMAGE = Path.of("../docs/images/operations.png");
  private static final Pattern ADDRESS =
      Pattern.compile("Management endpoints are open.*port=\"(\\d+)");
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void shouldShowAPipelineAtWorkAndThatItCatchesUp() throws Exception {
    // Given
    try (SluiceProcess demo =
            SluiceProcess.start(
                "demo",
                "--dir",
                folder.toString(),
                "--rate",
                "1000",
                "--set",
                "sluice.log.level=info");
        Browser browser = Browser.open(Viewport.DESKTOP_LIGHT)) {
      URI page = page(demo);

      // When
      browser.visit(page);

      // Then
      browser.awaitText("#phase", "running"::equals);
      browser.awaitText("#commits", text -> text.matches("[1-9]\\d*"));
      browser.awaitText("#polled-rate", text -> !text.equals("0") && !text.equals("–"));
      assertThat(browser.find("#columns").getText()).contains("_kafka_offset");
      takePictures(browser);
      // 27,004 flights at 1,000 a second: it is done half a minute after it began.
      browser.awaitText("#rows-total", text -> text.startsWith("27,004 rows"));
      browser.awaitText("#lag-total", "0"::equals);
      browser.assertNoComplaintsAndOnlyRequestsTo(page);
    }
  }

  @Test
  void shouldSayThatTheConnectionIsLost() {
    try (SluiceProcess demo =
            SluiceProcess.start(
                "demo",
                "--dir",
                folder.toString(),
                "--rate",
                "100",
                "--set",
                "sluice.log.level=info");
        Browser browser = Browser.open(Viewport.PHONE)) {
      // Given
      browser.visit(page(demo));
      browser.awaitText("#phase", "running"::equals);

      // When
      demo.kill();

      // Then
      browser.awaitText("#banner", text -> text.startsWith("Connection lost"));
      browser.screenshot(SCREENSHOTS.resolve("operations-lost.png"));
    }
  }

  private static URI page(SluiceProcess demo) {
    demo.awaitLog("Management endpoints are open", START_LIMIT);
    Matcher address = ADDRESS.matcher(demo.errors());
    assertThat(address.find()).as("an address in %s", demo.errors()).isTrue();
    return URI.create("http://127.0.0.1:" + address.group(1) + "/");
  }

  private static void takePictures(Browser browser) throws Exception {
    // Some commits, so that the charts have something to show.
    browser.awaitText("#commits", text -> text.matches("[89]|[1-9]\\d+"));
    // Where the test's table lies is nobody's business in the docs.
    browser.run("document.getElementById('table').textContent = 'file:///lake/flights'");
    browser.screenshotOfAll(SCREENSHOTS.resolve("operations-all.png"));
    browser.screenshot(SCREENSHOTS.resolve("operations-light.png"));
    browser.show(Viewport.DESKTOP_DARK);
    browser.screenshot(SCREENSHOTS.resolve("operations-dark.png"));
    browser.show(Viewport.PHONE);
    browser.screenshot(SCREENSHOTS.resolve("operations-phone.png"));
    assertThat((long) browser.run("return document.documentElement.scrollWidth"))
        .as("nothing is wider than the phone")
        .isLessThanOrEqualTo(Viewport.PHONE.width());
    browser.show(Viewport.DESKTOP_LIGHT);
    if (Boolean.getBoolean("sluice.docs.update")) {
      Files.copy(
          SCREENSHOTS.resolve("operations-all.png"),
          DOCS_IMAGE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
