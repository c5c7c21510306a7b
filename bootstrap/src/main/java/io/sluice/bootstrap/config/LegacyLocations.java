package io.sluice.bootstrap.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Locations as older programs wrote them. */
public final class LegacyLocations {
  private static final Pattern WASB =
      Pattern.compile("wasb(s?)://([^@/]+)@([^./]+)\\.blob\\.([^/]+)(/.*)?");

  private LegacyLocations() {}

  /**
   * The same place as it is written today: {@code wasbs://c@a.blob.core.windows.net/t} is {@code
   * abfss://c@a.dfs.core.windows.net/t}, whose driver replaced that of the former. Empty for what
   * is written so already.
   */
  public static Optional<String> modern(String location) {
    Matcher wasb = WASB.matcher(location.strip());
    return wasb.matches()
        ? Optional.of(
            "abfs%s://%s@%s.dfs.%s%s"
                .formatted(
                    wasb.group(1),
                    wasb.group(2),
                    wasb.group(3),
                    wasb.group(4),
                    wasb.group(5) == null ? "" : wasb.group(5)))
        : Optional.empty();
  }

  /** What to tell about it. */
  public static String notice(String name, String legacy, String modern) {
    return name + ": " + legacy.strip() + " is used as " + modern + "; wasb:// is no more";
  }
}
