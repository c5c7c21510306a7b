package io.sluice.bootstrap.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.browser.Browser;
import io.sluice.browser.RequiresBrowser;
import io.sluice.browser.Viewport;
import io.sluice.ports.fake.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shop does with its events while the ingest API has trouble. */
@RequiresBrowser
@Timeout(180)
final class ShopIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int MOST_AT_ONCE = 64 << 10;

  private final ArrivalWatch lake =
      new ArrivalWatch("lake", new LakeArrivals(new FollowedTable().watched()), new ManualClock());
  private TroubledIngest ingest;
  private WebsiteServer website;
  private Browser browser;

  @BeforeEach
  void open() throws IOException {
    ingest = TroubledIngest.start();
    website =
        new WebsiteServer(
            new WebsiteConfig("127.0.0.1", 0, Optional.of(ingest.url())),
            new Arrivals(lake, Optional.empty()));
    website.start();
    browser = Browser.open(Viewport.DESKTOP_LIGHT);
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.close();
    }
    website.stop();
    ingest.close();
  }

  @ParameterizedTest
  @CsvSource({"429, slow down", "503, has trouble", "500, has trouble"})
  void shouldKeepItsEventsAndSendThemWhenItMay(int status, String said) {
    // Given
    ingest.refuse(2, status, Duration.ofSeconds(3));

    // When
    browser.visit(shop());

    // Then
    browser.awaitText("#trouble", text -> text.contains(said) && text.contains("Trying again"));
    browser.awaitText("#events li .where", text -> text.equals("in Kafka"));
    browser.awaitText("#trouble", String::isEmpty);
    assertThat(ingest.ids()).containsExactlyInAnyOrderElementsOf(shown());
    assertThat(ingest.pausesAfterRefusal())
        .hasSize(2)
        .allSatisfy(
            pause -> assertThat(pause).as("Retry-After").isGreaterThan(Duration.ofSeconds(3)));
  }

  @Test
  void shouldSayWhyEventsAreRefusedAndNotSendThemAgain() {
    // Given
    ingest.refuse(1, 400, Duration.ZERO);

    // When
    browser.visit(shop());

    // Then
    browser.awaitText("#trouble", text -> text.contains("refused: on purpose"));
    browser.find(".brand").click();
    browser.awaitText("#events li .where", text -> text.equals("in Kafka"));
    assertThat(browser.find("#events li.refused").getText()).contains("refused: on purpose");
    assertThat(ingest.ids()).hasSizeLessThan(shown().size());
  }

  @Test
  void shouldSendTheNewestThatTheBrowserTakesWhenThePageGoesAway() {
    // Given: a thousand wait behind a request that is not answered
    ingest.hold();
    browser.visit(shop());
    browser.find("#load").click();
    await().atMost(LIMIT).until(() -> ingest.held() == 1);
    List<String> newest = shown();

    // When
    browser.visit(URI.create("about:blank"));
    await().atMost(LIMIT).until(() -> ingest.held() > 1);
    ingest.release();

    // Then
    await().atMost(LIMIT).until(() -> ingest.ids().containsAll(newest));
    assertThat(ingest.bytes()).as("bytes that may outlive a page").isLessThan(MOST_AT_ONCE);
    assertThat(ingest.ids()).as("as many as fit").hasSizeGreaterThan(80).doesNotHaveDuplicates();
  }

  @Test
  void shouldSayThatItCannotOpenWhereItIsNotToldWhereEventsGo() {
    // Given
    browser.visit(shop());
    browser.awaitText("main h1", text -> text.startsWith("Everything"));

    // When: its script runs once more, and nobody answers it
    browser.run(
        "window.fetch = () => Promise.reject(new TypeError('on purpose'));"
            + "return import('/shop.js?again')");

    // Then
    browser.awaitText("main h1", text -> text.equals("Closed"));
    browser.awaitText("main [role=alert]", text -> text.contains("cannot open"));
    assertThat(browser.complaints()).anyMatch(text -> text.contains("Cannot open the shop"));
  }

  private URI shop() {
    return URI.create("http://127.0.0.1:" + website.port() + "/");
  }

  /** The ids of the events that the page shows, newest first. */
  private List<String> shown() {
    List<?> ids =
        (List<?>)
            browser.run(
                "return [...document.querySelectorAll('#events li')].map(row => row.dataset.eventId)");
    return ids.stream().map(String::valueOf).toList();
  }
}
