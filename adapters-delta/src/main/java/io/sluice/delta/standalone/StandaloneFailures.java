package io.sluice.delta.standalone;

import io.delta.standalone.exceptions.DeltaStandaloneException;
import io.delta.standalone.internal.exception.DeltaErrors;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.Field;
import io.sluice.domain.table.Location;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import shadedelta.com.fasterxml.jackson.core.JsonProcessingException;

/** Says in Sluice's terms what Delta Standalone throws when it reads. */
final class StandaloneFailures {
  private StandaloneFailures() {}

  /** Reads something of a table. */
  static <T> T translate(Location table, Callable<T> reading) throws IOException {
    try {
      return reading.call();
    } catch (SluiceException e) {
      throw e;
    } catch (DeltaErrors.InvalidProtocolVersionException e) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot use table " + table + ": its protocol is newer than reader 1, writer 2",
          "Use a table without newer table features, or write to another one",
          e);
    } catch (DeltaStandaloneException e) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot use table " + table + ": " + firstLine(e),
          "Ask for a version that is still there",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading table " + table, e);
    } catch (Exception | AssertionError e) {
      throw storeFailureOrDamage(table, e);
    }
  }

  private static SluiceException storeFailureOrDamage(Location table, Throwable failure)
      throws IOException {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException store && !(cause instanceof JsonProcessingException)) {
        throw store;
      }
    }
    return new SluiceException(
        ErrorCode.STORAGE,
        "Cannot read table " + table + ": its log is damaged: " + firstLine(failure),
        "Restore the table's _delta_log from a backup",
        failure);
  }

  /** A data file that is not what its name says. */
  static SluiceException damagedFile(Location file, RuntimeException failure) {
    return new SluiceException(
        ErrorCode.STORAGE,
        "Cannot read " + file + ": it is damaged",
        "Restore it from a backup",
        failure);
  }

  /** A partition value that is none of its column's type. */
  static SluiceException damagedPartition(
      Location table, String file, Field column, RuntimeException failure) {
    return new SluiceException(
        ErrorCode.STORAGE,
        "Cannot read table "
            + table
            + ": the log gives file "
            + file
            + " a partition value that is no "
            + column.type()
            + ", for column '"
            + column.name()
            + "'",
        "Let its writer replace the file, or leave the column out",
        failure);
  }

  private static String firstLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.strip().lines().findFirst().orElse(failure.getClass().getSimpleName());
  }

  /** As an exception, to be told as the cause of an unknown outcome. */
  static Exception asException(Throwable failure) {
    return failure instanceof Exception exception
        ? exception
        : new ExecutionException("the commit engine failed", failure);
  }
}
