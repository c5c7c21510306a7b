package io.sluice.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** See {@link RequiresBrowser}. */
final class BrowserCondition implements ExecutionCondition {
  private static final Logger LOG = Logger.getLogger(BrowserCondition.class.getName());
  private static final String REQUIRED = "BROWSER_REQUIRED";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<Path> missing =
        Stream.of(Browser.BINARY, Browser.DRIVER)
            .filter(file -> !Files.isExecutable(file))
            .toList();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("a browser is installed");
    }
    String reason = "there is no " + missing + " (Debian: apt-get install chromium-driver)";
    if (System.getenv(REQUIRED) != null) {
      throw new IllegalStateException(REQUIRED + " is set, and " + reason);
    }
    LOG.warning(() -> "skipped: " + context.getDisplayName() + ", because " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }
}
