package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.browser.Browser;
import io.sluice.browser.RequiresBrowser;
import io.sluice.browser.Viewport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A visitor in the demo's shop, and what becomes of the visit. */
@RequiresBrowser
final class WebsiteIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Path PICTURES = Path.of("target/screenshots");
  private static final Viewport PHONE_DARK = new Viewport(360, 740, 2, "dark");

  @TempDir private Path folder;

  @Test
  @Timeout(value = 6, unit = TimeUnit.MINUTES)
  void shouldBringEachEventOfAVisitIntoTheLakeOnce() {
    try (SluiceProcess demo = SluiceProcess.start("demo", "--dir", folder.toString())) {
      URI shop = URI.create(demo.awaitOutput("Website:", LIMIT).split(" ", 2)[0]);
      Map<String, String> sent;
      try (Browser browser = Browser.open(Viewport.DESKTOP_LIGHT)) {
        // When
        buyALantern(browser, shop);

        // Then
        sent = sentAndArrived(browser);
        takePictures(browser);
        int all = sendAThousand(browser);
        assertThat(browser.complaints()).as("on the console").isEmpty();
        assertThat(browser.requests())
            .as("addresses that were asked for")
            .allMatch(address -> URI.create(address).getHost().equals("localhost"));
        assertThat(sent.values())
            .contains("page_view", "click", "search", "add_to_cart", "purchase");
        stop(demo);
        requireOnce(sent, all);
      }
    }
  }

  private static void buyALantern(Browser browser, URI shop) {
    browser.visit(shop);
    browser.find("#query").sendKeys("lantern", Keys.ENTER);
    browser.awaitText("main h1", text -> text.contains("lantern"));
    browser.find("main h2 a").click();
    browser.awaitText("main h1", text -> text.equals("Lock-keeper's lantern"));
    browser.find("main .primary").click();
    browser.awaitText("#basket-count", text -> text.equals("1"));
    browser.find(".basket-link").click();
    browser.awaitText(".total", text -> text.contains("48.50"));
    browser.find("main .primary").click();
    browser.awaitText("main h1", text -> text.equals("Thank you"));
  }

  /** Types by id of what the page says is in the lake, once it says so of all that it sent. */
  private static Map<String, String> sentAndArrived(Browser browser) {
    String everything = "return [...document.querySelectorAll('#events li')]";
    await()
        .atMost(LIMIT)
        .until(
            () ->
                Boolean.TRUE.equals(
                    browser.run(everything + ".every(row => row.dataset.state === 'lake')")));
    Map<String, String> sent = new HashMap<>();
    List<?> rows =
        (List<?>)
            browser.run(
                everything + ".map(row => row.dataset.eventId + ' ' + row.dataset.eventType)");
    rows.forEach(
        row -> {
          String[] idAndType = String.valueOf(row).split(" ", 2);
          sent.put(idAndType[0], idAndType[1]);
        });
    return sent;
  }

  private static void takePictures(Browser browser) {
    browser.find(".brand").click();
    browser.run("document.getElementById('query').value = ''");
    browser.find(".search .button").click();
    browser.awaitText("main h1", text -> text.startsWith("Everything"));
    sentAndArrived(browser);
    browser.screenshot(PICTURES.resolve("website.png"));
    browser.show(Viewport.DESKTOP_DARK);
    browser.screenshot(PICTURES.resolve("website-dark.png"));
    browser.show(Viewport.PHONE);
    assertThat(
            browser.run(
                "const page = document.documentElement; return page.scrollWidth - page.clientWidth"))
        .as("what sticks out to the side on a phone")
        .isEqualTo(0L);
    browser.screenshotOfAll(PICTURES.resolve("website-phone.png"));
    browser.show(PHONE_DARK);
    browser.screenshotOfAll(PICTURES.resolve("website-phone-dark.png"));
    browser.show(Viewport.DESKTOP_LIGHT);
  }

  /** The number of all events that the page says are in the lake. */
  private static int sendAThousand(Browser browser) {
    browser.find("#load").click();
    browser.awaitText("[data-stage=sent]", text -> number(text) > 1_000);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                number(browser.find("[data-stage=lake]").getText())
                    == number(browser.find("[data-stage=sent]").getText()));
    return number(browser.find("[data-stage=lake]").getText());
  }

  private static int number(String text) {
    return Integer.parseInt(text.replace(",", ""));
  }

  private static void stop(SluiceProcess demo) {
    demo.terminate();
    demo.awaitExit(LIMIT).requireExit(0);
  }

  private void requireOnce(Map<String, String> sent, int all) {
    TableOnDisk table = new TableOnDisk(folder.resolve("analytics-events"));
    Map<String, Integer> times = new HashMap<>();
    table
        .rows("event_id")
        .forEach(row -> times.merge((String) row.get("event_id"), 1, Integer::sum));
    assertThat(times).as("events in the table").hasSizeGreaterThanOrEqualTo(all);
    assertThat(times.keySet()).containsAll(sent.keySet());
    assertThat(times.values()).as("how often each is there").containsOnly(1);
    assertThat(table.deadLetters()).isEmpty();
    table.verify().requireExit(0);
  }
}
