package io.sluice.bootstrap.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** Where results go. It remembers what went wrong there: a {@code PrintWriter} tells nobody. */
final class StandardOutput extends OutputStream {
  private final OutputStream target;
  private volatile IOException failure;

  StandardOutput(OutputStream target) {
    this.target = target;
  }

  /** That of this process; {@code System.out} would swallow the failure. */
  static StandardOutput ofProcess() {
    return new StandardOutput(new FileOutputStream(FileDescriptor.out));
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }

  /** Why results are missing; a reader that has seen enough, as {@code head}, is no failure. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure)
        .filter(e -> !String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe"));
  }
}
