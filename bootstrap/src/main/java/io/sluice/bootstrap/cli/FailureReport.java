package io.sluice.bootstrap.cli;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells a person what went wrong: one line and a hint. A stack trace is only for defects of our
 * own, and for {@code --debug}.
 */
final class FailureReport {
  private final PrintWriter err;

  FailureReport(PrintWriter err) {
    this.err = err;
  }

  /**
   * Writes it.
   *
   * @return the exit code
   */
  int write(Throwable failure, Detail detail) {
    if (find(failure, OutOfMemoryError.class).isPresent()) {
      return outOfMemory(find(failure, OutOfMemoryError.class).get());
    }
    SluiceException known = classify(failure);
    boolean isBug = known.code() == ErrorCode.BUG;
    if (isBug || detail == Detail.STACK_TRACE) {
      failure.printStackTrace(err);
    }
    line("sluice: ", known.getMessage());
    return hint(known);
  }

  /**
   * Writes only what to do, where what went wrong has been said.
   *
   * @return the exit code
   */
  int hint(SluiceException known) {
    if (!known.hint().isEmpty()) {
      line("hint: ", beginning(known.hint()));
    }
    err.flush();
    return ExitCode.of(known.code());
  }

  /** It goes on after a colon; names that are all capitals stay. */
  private static String beginning(String hint) {
    boolean isSentence = hint.length() > 1 && Character.isLowerCase(hint.charAt(1));
    return isSentence ? Character.toLowerCase(hint.charAt(0)) + hint.substring(1) : hint;
  }

  private int outOfMemory(OutOfMemoryError failure) {
    line("sluice: ", "Cannot go on: out of memory (" + failure.getMessage() + ")");
    line(
        "hint: ",
        "give it more with SLUICE_JAVA_OPTS=-Xmx2g, or lower sluice.flush.max-bytes and"
            + " sluice.memory.queue");
    err.flush();
    return ExitCode.OUT_OF_MEMORY;
  }

  private void line(String prefix, String text) {
    err.println(prefix + text.replaceAll("\\s*\\R\\s*", " "));
  }

  private static SluiceException classify(Throwable failure) {
    Optional<SluiceException> typed = find(failure, SluiceException.class);
    if (typed.isPresent()) {
      return typed.get();
    }
    Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
    if (cause instanceof AccessDeniedException denied) {
      return new SluiceException(
          ErrorCode.PERMISSION,
          "Cannot access "
              + denied.getFile()
              + ": "
              + Objects.requireNonNullElse(denied.getReason(), "permission denied"),
          isRemote(denied.getFile())
              ? "check the credentials below sluice.storage and what they allow: docs/storage has the"
                  + " least that is needed"
              : "let this user read and write it");
    }
    if (cause instanceof IOException) {
      return new SluiceException(
          ErrorCode.STORAGE,
          "Cannot go on: " + cause.getMessage(),
          "check that the store can be reached and has space");
    }
    if (cause instanceof InterruptedException) {
      return new SluiceException(ErrorCode.TEMPORARY, "Interrupted", "run it again");
    }
    return new SluiceException(
        ErrorCode.BUG,
        "Cannot go on: " + failure,
        "this is a defect in Sluice: please report it with the lines above at the project's issue"
            + " tracker");
  }

  private static boolean isRemote(String location) {
    return location != null && location.contains("://") && !location.startsWith("file:");
  }

  /** Guice and the executors wrap what went wrong. */
  private static <T> Optional<T> find(Throwable failure, Class<T> type) {
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (type.isInstance(link)) {
        return Optional.of(type.cast(link));
      }
    }
    return Optional.empty();
  }

  /** How much to tell. */
  enum Detail {
    ONE_LINE,
    STACK_TRACE
  }
}
