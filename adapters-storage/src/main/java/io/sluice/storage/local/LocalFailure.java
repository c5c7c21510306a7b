package io.sluice.storage.local;

import io.sluice.domain.table.Location;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Words the failures of the disk: which location, what was tried, why it failed. */
final class LocalFailure {
  /** What the operating system says of a path through a plain file. */
  private static final String NOT_A_FOLDER = "Not a directory";

  private LocalFailure() {}

  /** The same failure with the location in its message, of the type that the port promises. */
  static IOException of(String verb, Location location, IOException cause) {
    String message = "Cannot " + verb + " '" + location + "': ";
    if (cause instanceof ClosedByInterruptException) {
      return caused(new InterruptedAccess(message + "interrupted"), cause);
    }
    if (isMissing(cause)) {
      return caused(new NoSuchFileException(message + "it is not there"), cause);
    }
    if (cause instanceof AccessDeniedException) {
      return caused(
          new AccessDeniedException(location.toString(), null, "permission denied"), cause);
    }
    return new IOException(message + reason(cause), cause);
  }

  /** Whether nothing is there; what lies below a plain file is not there either. */
  static boolean isMissing(IOException cause) {
    return cause instanceof NoSuchFileException || NOT_A_FOLDER.equals(reason(cause));
  }

  private static <T extends IOException> T caused(T failure, IOException cause) {
    failure.initCause(cause);
    return failure;
  }

  /** What the operating system says, without the file names that it puts in front. */
  static String reason(IOException cause) {
    if (cause instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** The JDK's own has no message. */
  private static final class InterruptedAccess extends ClosedByInterruptException {
    private static final long serialVersionUID = 1L;

    private final String message;

    private InterruptedAccess(String message) {
      this.message = message;
    }

    @Override
    public String getMessage() {
      return message;
    }
  }
}
