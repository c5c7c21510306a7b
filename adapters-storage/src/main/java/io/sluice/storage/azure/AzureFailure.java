package io.sluice.storage.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.storage.connection.ClockSkew;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Words the failures of the blob service: which location, what was tried, why it failed. */
final class AzureFailure {
  private AzureFailure() {}

  /**
   * The same failure with the location in its message, of the type that the port promises.
   *
   * @throws SluiceException {@code CONFIGURATION} when the container does not exist
   */
  static IOException of(String verb, Location location, RuntimeException cause) {
    if (cause instanceof SluiceException failure) {
      throw failure;
    }
    String message = "Cannot " + verb + " '" + location + "': ";
    if (find(InterruptedException.class, cause) != null) {
      Thread.currentThread().interrupt();
      return caused(new InterruptedIOException(message + "interrupted"), cause);
    }
    if (cause instanceof BlobStorageException failure) {
      return refused(message, location, failure);
    }
    if (isRefusedToken(cause)) {
      return denied(location, "no token could be had: " + reason(cause), cause);
    }
    return caused(new IOException(message + reason(cause)), cause);
  }

  /** Why the connector gets no token; which location it is for is not known here. */
  static IOException withoutToken(RuntimeException cause) {
    return caused(new IOException("Cannot get a token for the store: " + reason(cause)), cause);
  }

  /** Whether nothing is there; a container that is not there is another matter. */
  static boolean isMissing(BlobStorageException failure) {
    return failure.getStatusCode() == HttpURLConnection.HTTP_NOT_FOUND
        && !BlobErrorCode.CONTAINER_NOT_FOUND.equals(failure.getErrorCode());
  }

  private static IOException refused(
      String message, Location location, BlobStorageException failure) {
    int status = failure.getStatusCode();
    String answer = "the store answers " + status + " " + code(failure);
    if (BlobErrorCode.CONTAINER_NOT_FOUND.equals(failure.getErrorCode())) {
      AzureLocation parts = AzureLocation.of(location);
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          message + "the account " + parts.account() + " has no container " + parts.container(),
          "create the container, or correct sluice.table.location",
          printable(failure));
    }
    return switch (status) {
      case HttpURLConnection.HTTP_NOT_FOUND ->
          caused(new NoSuchFileException(message + "it is not there"), failure);
      case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
          denied(location, answer + "; " + clock(failure) + advice(failure), failure);
      default -> caused(new IOException(message + answer), failure);
    };
  }

  /** Before the advice on credentials: it need not be why the store refuses. */
  private static String clock(BlobStorageException failure) {
    return Optional.ofNullable(failure.getResponse())
        .map(answer -> answer.getHeaderValue(HttpHeaderName.DATE))
        .flatMap(date -> ClockSkew.told(date, Instant.now()))
        .map(text -> text + "; ")
        .orElse("");
  }

  private static String advice(BlobStorageException failure) {
    return switch (code(failure)) {
      case "AuthenticationFailed", "InvalidAuthenticationInfo" ->
          "check that account-key or sas-token is this account's and has not expired, and the clock";
      case "AuthorizationPermissionMismatch", "InsufficientAccountPermissions" ->
          "check that role or signature allow to read, list, write and delete in this container";
      case "AuthorizationFailure" ->
          "check the account's firewall, and that the proof is this account's";
      case "KeyBasedAuthenticationNotPermitted" -> "the account takes no keys; choose another auth";
      default -> "check the credentials, and what they allow in this container";
    };
  }

  private static String code(BlobStorageException failure) {
    return failure.getErrorCode() == null ? "without a code" : failure.getErrorCode().toString();
  }

  private static IOException denied(Location location, String reason, RuntimeException cause) {
    return caused(new AccessDeniedException(location.toString(), null, reason), cause);
  }

  /** A directory that cannot be reached is no refusal. */
  private static boolean isRefusedToken(Throwable cause) {
    return find(ClientAuthenticationException.class, cause) != null
        && find(IOException.class, cause) == null
        && find(TimeoutException.class, cause) == null;
  }

  private static String reason(Throwable cause) {
    Throwable telling = find(IOException.class, cause);
    if (telling == null) {
      telling = find(TimeoutException.class, cause);
    }
    if (telling == null) {
      telling = cause;
    }
    String text = telling.getMessage();
    if (telling instanceof TimeoutException) {
      return "no answer in time";
    }
    return text == null || text.isBlank()
        ? telling.getClass().getSimpleName()
        : withoutQuery(text.lines().findFirst().orElse(""));
  }

  /** A shared access signature is the query of its URL. */
  private static String withoutQuery(String text) {
    return text.replaceAll("\\?\\S*", "").replaceAll("(?i)sig=\\S*", "sig=…");
  }

  private static <T extends Throwable> T find(Class<T> type, Throwable failure) {
    Throwable next = failure;
    for (int depth = 0; next != null && depth < 20; depth++) {
      if (type.isInstance(next)) {
        return type.cast(next);
      }
      next = next.getCause();
    }
    return null;
  }

  private static <T extends IOException> T caused(T failure, RuntimeException cause) {
    failure.initCause(printable(cause));
    return failure;
  }

  /** Leaves a cause out that would print a signature with the stack trace. */
  private static Throwable printable(Throwable cause) {
    Throwable next = cause;
    for (int depth = 0; next != null && depth < 20; depth++) {
      if (String.valueOf(next.getMessage()).toLowerCase(Locale.ROOT).contains("sig=")) {
        return null;
      }
      next = next.getCause();
    }
    return cause;
  }
}
