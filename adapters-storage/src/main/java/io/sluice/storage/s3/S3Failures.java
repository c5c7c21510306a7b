package io.sluice.storage.s3;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.storage.connection.ClockSkew;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Words the failures of the store: which location, what was tried, why it failed. */
public class S3Failures {
  private static final int FORBIDDEN = 403;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final String NO_CREDENTIALS = "Unable to load credentials";
  private static final String CLOCK_IS_OFF = "RequestTimeTooSkewed";
  private static final String TOO_FAR_OFF =
      "this machine's clock is further off than the store allows; set it";
  private static final Set<String> NO_BUCKET = Set.of("NoSuchBucket", "InvalidBucketName");

  private final String block;

  /**
   * For the store of one block.
   *
   * @param block the path of its settings
   */
  public S3Failures(String block) {
    this.block = block;
  }

  /** The same failure with the location in its message, of the type that the port promises. */
  final IOException of(String verb, Location location, SdkException cause) {
    String message = "Cannot " + verb + " '" + location + "': ";
    if (isInterruption(cause)) {
      Thread.currentThread().interrupt();
      return caused(new InterruptedIOException(message + "interrupted"), cause);
    }
    if (cause instanceof AwsServiceException service) {
      return ofService(message, location, service);
    }
    String reason = reason(cause);
    if (reason.startsWith(NO_CREDENTIALS)) {
      // It goes on to say at length where it has looked.
      return caused(
          new AccessDeniedException(
              location.toString(),
              null,
              "no credentials found in "
                  + block
                  + ".access-key and secret-key, nor where AWS clients look for them"),
          cause);
    }
    return new IOException(message + reason, cause);
  }

  private IOException ofService(String message, Location location, AwsServiceException cause) {
    if (cause instanceof NoSuchBucketException || NO_BUCKET.contains(code(cause))) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          message + "there is no bucket '" + S3Address.of(location).bucket() + "'",
          "create it, or correct the location or " + block + ".endpoint",
          cause);
    }
    if (cause.statusCode() == FORBIDDEN || cause.statusCode() == UNAUTHORIZED) {
      return caused(
          new AccessDeniedException(
              location.toString(),
              null,
              "the store refuses it (" + code(cause) + ")" + advice(cause)),
          cause);
    }
    if (cause.statusCode() == NOT_FOUND) {
      return caused(new NoSuchFileException(message + "it is not there"), cause);
    }
    return new IOException(message + reason(cause) + " (status " + cause.statusCode() + ")", cause);
  }

  /** What to do, where it is not the credentials. */
  private static String advice(AwsServiceException cause) {
    Optional<String> skew = ClockSkew.told(date(cause), Instant.now());
    return skew.isPresent() || code(cause).equals(CLOCK_IS_OFF)
        ? ": " + skew.orElse(TOO_FAR_OFF)
        : "";
  }

  private static String date(AwsServiceException cause) {
    return Optional.ofNullable(cause.awsErrorDetails())
        .map(AwsErrorDetails::sdkHttpResponse)
        .flatMap(answer -> answer.firstMatchingHeader("Date"))
        .orElse(null);
  }

  /** What the store says in its own words. */
  protected String reason(AwsServiceException cause) {
    return cause.awsErrorDetails() == null || cause.awsErrorDetails().errorMessage() == null
        ? "the store answered " + code(cause)
        : code(cause) + ": " + cause.awsErrorDetails().errorMessage();
  }

  private static String reason(SdkException cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private static boolean isInterruption(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AbortedException || cause instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }

  /** The store's name for the failure; that of the status where it gives none. */
  protected static String code(AwsServiceException cause) {
    return cause.awsErrorDetails() == null || cause.awsErrorDetails().errorCode() == null
        ? Integer.toString(cause.statusCode())
        : cause.awsErrorDetails().errorCode();
  }

  private static <T extends IOException> T caused(T failure, Exception cause) {
    failure.initCause(cause);
    return failure;
  }
}
