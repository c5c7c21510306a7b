package io.sluice.storage.gcs;

import com.google.cloud.hadoop.repackaged.gcs.com.google.api.client.http.HttpResponseException;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.BaseServiceException;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.storage.connection.ClockSkew;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;

/** Words the failures of the store: which location, what was tried, why it failed. */
final class GcsFailure {
  static final int UNAUTHENTICATED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int PRECONDITION_FAILED = 412;

  /** Of an object that has to be there. */
  static final String READ = "read";

  /** Of an object in parts. */
  static final String UPLOAD = "upload";

  private GcsFailure() {}

  /** Does something with the store; what fails comes out as the port words it. */
  static <T> T worded(String verb, Location location, Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (IOException | BaseServiceException | UncheckedIOException e) {
      throw of(verb, location, e);
    } catch (RuntimeException e) {
      // An interrupted pause before a retry comes out of the library as whatever it trips over.
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(verb, location, e);
      }
      throw e;
    }
  }

  /** The same failure with the location in its message, of the type that the port promises. */
  static IOException of(String verb, Location location, Exception cause) {
    if (isInterrupt(cause)) {
      return interrupted(verb, location, cause);
    }
    String message = message(verb, location);
    String bucket = GcsKey.of(location).bucket();
    return switch (status(cause)) {
      case UNAUTHENTICATED, FORBIDDEN ->
          caused(
              new AccessDeniedException(
                  location.toString(),
                  null,
                  "the store refuses to "
                      + verb
                      + " it ("
                      + reason(cause)
                      + "); "
                      + clock(cause)
                      + "check sluice.storage.gcs.auth and the roles on bucket "
                      + bucket),
              cause);
      case NOT_FOUND -> missing(verb, location, cause);
      default -> new IOException(message + reason(cause), cause);
    };
  }

  /** Before the advice on credentials: it need not be why the store refuses. */
  private static String clock(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpResponseException response && response.getHeaders() != null) {
        return ClockSkew.told(response.getHeaders().getDate(), Instant.now())
            .map(text -> text + "; ")
            .orElse("");
      }
    }
    return "";
  }

  /**
   * What a 404 means where an object need not exist for the call to succeed. The parts of an upload
   * can be forgotten too, which a later attempt heals.
   */
  private static IOException missing(String verb, Location location, Exception cause) {
    String bucket = GcsKey.of(location).bucket();
    return switch (verb) {
      case READ ->
          caused(new NoSuchFileException(message(verb, location) + "it is not there"), cause);
      case UPLOAD ->
          new IOException(
              message(verb, location)
                  + "the store has forgotten it, or there is no bucket '"
                  + bucket
                  + "'",
              cause);
      default ->
          throw new SluiceException(
              ErrorCode.CONFIGURATION,
              message(verb, location) + "there is no bucket '" + bucket + "'",
              "create it, or correct the location or sluice.storage.gcs.endpoint",
              cause);
    };
  }

  /** For whoever waits for this thread to end: the interrupt stays. */
  static IOException interrupted(String verb, Location location, Exception cause) {
    Thread.currentThread().interrupt();
    return caused(new InterruptedIOException(message(verb, location) + "interrupted"), cause);
  }

  private static String message(String verb, Location location) {
    return "Cannot " + verb + " '" + location + "': ";
  }

  /** What the store answered, or 0 where it did not. */
  static int status(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BaseServiceException service && service.getCode() > 0) {
        return service.getCode();
      }
      if (cause instanceof HttpResponseException response) {
        return response.getStatusCode();
      }
    }
    return 0;
  }

  private static boolean isInterrupt(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException
          || cause instanceof ClosedByInterruptException
          || (cause instanceof InterruptedIOException
              && !(cause instanceof SocketTimeoutException))) {
        return true;
      }
    }
    return false;
  }

  /** The first line that is said: the others are the request, whose address can grant access. */
  private static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && !message.isBlank()) {
        return message.lines().findFirst().orElse("");
      }
    }
    return failure.getClass().getSimpleName();
  }

  private static <T extends IOException> T caused(T failure, Exception cause) {
    failure.initCause(cause);
    return failure;
  }

  /** Something that can fail. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws IOException;
  }
}
