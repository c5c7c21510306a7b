package io.sluice.ports.jmh;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Visits of the shape of {@code deploy/bench/EventGenerator}: event number n is the same there and
 * here, byte for byte, so that a stage's time can be held against a whole run's.
 */
public final class Visits {
  /** The more often a type stands here, the more often it happens. */
  private static final String[] TYPES = {
    "page_view",
    "page_view",
    "page_view",
    "page_view",
    "page_view",
    "page_view",
    "page_view",
    "click",
    "click",
    "click",
    "scroll",
    "scroll",
    "search",
    "add_to_cart",
    "purchase",
    "sign_up"
  };

  private static final String[] PAGES = {
    "/", "/catalogue", "/catalogue/lamps/desk-lamp", "/catalogue/chairs/oak-chair", "/basket",
    "/checkout/address", "/checkout/payment", "/journal/how-we-choose-wood", "/about", "/returns"
  };

  private static final String[] REFERRERS = {
    "",
    "https://www.google.com/",
    "https://duckduckgo.com/",
    "https://www.bing.com/search",
    "https://newsletter.example.org/issue/31"
  };

  private static final String[] AGENTS = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/138.0.0.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15",
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/138.0.0.0 Mobile"
  };

  private static final String[] DEVICES = {"desktop", "phone", "tablet"};
  private static final String[] COUNTRIES = {
    "AT", "BR", "CA", "DE", "ES", "FR", "GB", "IN", "JP", "US"
  };
  private static final String[] CAMPAIGNS = {"spring", "autumn", "newsletter", "none"};
  private static final String[] WORDS = {
    "Stühle", "café table", "lámpara", "desk", "bücherregal", "椅子"
  };
  private static final HexFormat HEX = HexFormat.of();
  private static final int VISITORS = 50_000;
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private final Random random = new Random();

  private Visits() {}

  /** The first visits, in their order. */
  public static List<Visit> first(int count) {
    Visits visits = new Visits();
    return LongStream.range(0, count).mapToObj(visits::visit).toList();
  }

  /** In the order in which the generator draws its random numbers. */
  private Visit visit(long number) {
    long seed = number * MIX;
    random.setSeed(seed ^ (seed >>> 29));
    int visitor = random.nextInt(VISITORS);
    String type = pick(TYPES);
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("event_id", hex(random.nextLong()) + hex(number));
    texts.put("event_type", type);
    texts.put("user_id", "v" + visitor);
    texts.put("session_id", hex((visitor + 1L) * MIX + number / 200_000).substring(6));
    texts.put("timestamp", BEGINNING.plusMillis(number * 17 + 1).toString());
    texts.put("page_url", "https://shop.example" + pick(PAGES));
    texts.put("referrer", pick(REFERRERS));
    texts.put("user_agent", pick(AGENTS));
    texts.put(
        "ip", "10." + random.nextInt(256) + '.' + random.nextInt(256) + '.' + random.nextInt(256));
    texts.put("country", pick(COUNTRIES));
    texts.put("device", pick(DEVICES));
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("campaign", pick(CAMPAIGNS));
    properties.put("variant", random.nextBoolean() ? "A" : "B");
    properties.put("x", Integer.toString(random.nextInt(1920)));
    properties.put("y", Integer.toString(random.nextInt(1080)));
    if (type.equals("search")) {
      properties.put("query", pick(WORDS));
    }
    int cents = type.equals("purchase") ? 1 + random.nextInt(50_000) : 50;
    return new Visit(number, texts, properties, cents / 100.0);
  }

  private static String hex(long value) {
    return HEX.toHexDigits(value);
  }

  private String pick(String[] values) {
    return values[random.nextInt(values.length)];
  }
}
