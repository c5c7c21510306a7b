import java.util.Locale;
import java.util.regex.Pattern;

/** Where in the commit protocol a process is killed, as seen from its store. */
enum CrashPoint {
  NONE(When.NEVER, "(?!)"),
  BEFORE_DATA(When.BEFORE, Paths.DATA),
  MID_DATA(When.HALF_WAY, Paths.DATA),
  BEFORE_COMMIT(When.BEFORE, Paths.ENTRY),
  AFTER_COMMIT(When.BEFORE_ANSWER, Paths.ENTRY),
  BEFORE_GROUP_OFFSET(When.AFTER_ANSWER, Paths.ENTRY),
  MID_CHECKPOINT(When.HALF_WAY, Paths.CHECKPOINT),
  BEFORE_LAST_CHECKPOINT(When.BEFORE, Paths.LAST_CHECKPOINT);

  private final When when;
  private final Pattern target;

  CrashPoint(When when, String target) {
    this.when = when;
    this.target = Pattern.compile(target + "(\\?.*)?");
  }

  /** As in {@code mid-data}. */
  static CrashPoint of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  When when() {
    return when;
  }

  boolean meets(String method, String path) {
    return method.equals("PUT") && target.matcher(path).matches();
  }

  /** When in the life of a request. */
  enum When {
    NEVER,
    BEFORE,
    HALF_WAY,
    BEFORE_ANSWER,
    AFTER_ANSWER
  }

  private static final class Paths {
    static final String DATA = "(?!.*/_delta_log/).*\\.parquet";
    static final String ENTRY = ".*/_delta_log/\\d{20}\\.json";
    static final String CHECKPOINT = ".*/_delta_log/\\d{20}\\.checkpoint.*\\.parquet";
    static final String LAST_CHECKPOINT = ".*/_delta_log/_last_checkpoint";
  }
}
