package io.sluice.bootstrap.config;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which free-form key a variable means. A variable has neither small letters nor dots, so it can
 * only name what can be told without them; what cannot be told is refused, for a key that nobody
 * reads would be the silent alternative.
 */
final class FreeFormVariables {
  private static final String UNITS = "sluice.schema.timestamp-units";
  private static final String TABLE = "sluice.table.properties";
  private static final String DELTA = "delta.";

  /** Those that readers and writers of Delta know, as they spell them. */
  private static final List<String> TABLE_PROPERTIES =
      List.of(
          "delta.appendOnly",
          "delta.autoOptimize.autoCompact",
          "delta.autoOptimize.optimizeWrite",
          "delta.checkpoint.writeStatsAsJson",
          "delta.checkpoint.writeStatsAsStruct",
          "delta.checkpointInterval",
          "delta.checkpointPolicy",
          "delta.columnMapping.maxColumnId",
          "delta.columnMapping.mode",
          "delta.compatibility.symlinkFormatManifest.enabled",
          "delta.dataSkippingNumIndexedCols",
          "delta.dataSkippingStatsColumns",
          "delta.deletedFileRetentionDuration",
          "delta.enableChangeDataFeed",
          "delta.enableDeletionVectors",
          "delta.enableExpiredLogCleanup",
          "delta.enableInCommitTimestamps",
          "delta.enableRowTracking",
          "delta.enableTypeWidening",
          "delta.isolationLevel",
          "delta.logRetentionDuration",
          "delta.minReaderVersion",
          "delta.minWriterVersion",
          "delta.randomPrefixLength",
          "delta.randomizeFilePrefixes",
          "delta.sampleRetentionDuration",
          "delta.setTransactionRetentionDuration",
          "delta.targetFileSize",
          "delta.tuneFileSizesForRewrites");

  private FreeFormVariables() {}

  /**
   * The key below the free-form one.
   *
   * @param key of the variable's name the rest, in small letters and with dots
   * @throws SluiceException {@code CONFIGURATION} when it cannot be told
   */
  static String key(KeyCatalog.Key freeForm, String variable, String key) {
    if (freeForm.path().equals(UNITS)) {
      throw refused(
          variable,
          "a variable cannot name a field: it has neither small letters nor dots",
          "write it below " + UNITS + " in the configuration file");
    }
    if (!freeForm.path().equals(TABLE) || !key.startsWith(DELTA)) {
      return key;
    }
    return TABLE_PROPERTIES.stream()
        .filter(name -> name.equalsIgnoreCase(key))
        .findFirst()
        .orElseThrow(() -> unknown(variable));
  }

  private static SluiceException unknown(String variable) {
    Stream<String> variables =
        TABLE_PROPERTIES.stream().map(name -> EnvironmentOverrides.variable(TABLE + "." + name));
    return refused(
        variable,
        "it names no table property that is known",
        Suggestions.closest(variable, variables)
            .map(meant -> "did you mean " + meant + "?")
            .orElse("write others below " + TABLE + " in the configuration file"));
  }

  private static SluiceException refused(String variable, String cause, String hint) {
    return new SluiceException(
        ErrorCode.CONFIGURATION,
        "Cannot use environment variable " + variable + ": " + cause,
        hint);
  }
}
