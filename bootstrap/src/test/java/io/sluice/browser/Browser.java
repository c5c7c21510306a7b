package io.sluice.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium with a profile of its own that is gone when it is closed. It keeps what the
 * pages say on the console and what they ask for, so that a test can hold both against them.
 */
public final class Browser implements AutoCloseable {
  /** Debian's names; nothing is downloaded. */
  static final Path BINARY = Path.of("/usr/bin/chromium");

  static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The request's own address: what initiated it has one, too, and stands before it. */
  private static final Pattern REQUESTED =
      Pattern.compile(
          "\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"((?:https?|wss?):[^\"]+)\"");

  /** Held, or it would be collected with its level: it warns of every Chromium, and is not used. */
  private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

  static {
    DEVTOOLS.setLevel(Level.SEVERE);
  }

  private final ChromeDriver driver;
  private final List<String> requests = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  public static Browser open(Viewport viewport) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BINARY.toFile());
    options.addArguments(
        "--headless",
        // Tests may run as root, in a container, without a graphics card and with a small /dev/shm.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        // Nothing of its own on the network.
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .withLogFile(new File("/dev/null"))
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.show(viewport);
    return browser;
  }

  /** Looks at the page on another screen; what it shows stays. */
  public void show(Viewport viewport) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", viewport.width(),
            "height", viewport.height(),
            "deviceScaleFactor", viewport.pixelRatio(),
            "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", viewport.scheme()))));
  }

  public void visit(URI page) {
    driver.get(page.toString());
  }

  /** Waits for the first element that fits and shows. */
  public WebElement find(String selector) {
    return await(selector, WebElement::isDisplayed);
  }

  /** Waits until an element that fits has a text as wanted, and returns that text. */
  public String awaitText(String selector, Predicate<String> wanted) {
    AtomicReference<String> found = new AtomicReference<>();
    await(
        selector,
        element -> {
          found.set(element.getText());
          return wanted.test(found.get());
        });
    return found.get();
  }

  private WebElement await(String selector, Predicate<WebElement> wanted) {
    try {
      return Awaitility.await()
          .atMost(PATIENCE)
          // The page may take an element out between finding and reading it.
          .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
          .until(() -> first(selector, wanted), Optional::isPresent)
          .orElseThrow();
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(selector + " is not as wanted; the page shows:\n" + text(), e);
    }
  }

  private Optional<WebElement> first(String selector, Predicate<WebElement> wanted) {
    return driver.findElements(By.cssSelector(selector)).stream().filter(wanted).findFirst();
  }

  /** Everything that the page shows as text. */
  public String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** What a script in the page returns. */
  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Writes what is on the screen. */
  public void screenshot(Path file) {
    write(file, Map.of("format", "png"));
  }

  /** Writes the whole page, however long. */
  public void screenshotOfAll(Path file) {
    write(file, Map.of("format", "png", "captureBeyondViewport", true));
  }

  private void write(Path file, Map<String, Object> how) {
    Object data = driver.executeCdpCommand("Page.captureScreenshot", how).get("data");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, Base64.getDecoder().decode((String) data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the console got at level warning or above since the browser was opened. */
  public List<String> complaints() {
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        complaints.add(entry.getLevel() + " " + entry.getMessage());
      }
    }
    return List.copyOf(complaints);
  }

  /** The addresses of all that was asked for over the network since the browser was opened. */
  public List<String> requests() {
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      Matcher requested = REQUESTED.matcher(entry.getMessage());
      if (requested.find()) {
        requests.add(requested.group(1));
      }
    }
    return List.copyOf(requests);
  }

  /** Fails when a page complained, or asked another server than its own for anything. */
  public void assertNoComplaintsAndOnlyRequestsTo(URI server) {
    assertThat(complaints()).as("on the console").isEmpty();
    assertThat(requests())
        .as("addresses that were asked for")
        .isNotEmpty()
        .allMatch(address -> server.getAuthority().equals(URI.create(address).getAuthority()));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
