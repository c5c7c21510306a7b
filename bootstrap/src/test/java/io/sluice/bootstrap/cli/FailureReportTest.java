package io.sluice.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bootstrap.cli.FailureReport.Detail;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailureReportTest {
  private final StringWriter written = new StringWriter();
  private final FailureReport report = new FailureReport(new PrintWriter(written));

  @ParameterizedTest
  @CsvSource({
    "BUG,1",
    "USAGE,2",
    "DATA_POLICY,65",
    "UNAVAILABLE,69",
    "STORAGE,74",
    "TEMPORARY,75",
    "PERMISSION,77",
    "CONFIGURATION,78"
  })
  void shouldEndWithTheDocumentedCode(ErrorCode code, int expected) {
    assertThat(report.write(new SluiceException(code, "m", "h"), Detail.ONE_LINE))
        .isEqualTo(expected);
  }

  @Test
  void shouldWriteOneLineAndAHint() {
    // When
    report.write(
        new SluiceException(ErrorCode.STORAGE, "Cannot write x:\n  no space", "make\nspace"),
        Detail.ONE_LINE);

    // Then
    assertThat(written.toString().lines())
        .containsExactly("sluice: Cannot write x: no space", "hint: make space");
  }

  @Test
  void shouldGoOnInSmallLettersAfterTheColon() {
    // When
    report.write(new SluiceException(ErrorCode.STORAGE, "m", "Set it"), Detail.ONE_LINE);
    report.write(new SluiceException(ErrorCode.STORAGE, "m", "READ is needed"), Detail.ONE_LINE);

    // Then
    assertThat(written.toString()).contains("hint: set it", "hint: READ is needed");
  }

  @Test
  void shouldLeaveOutAnEmptyHint() {
    // When
    report.write(new SluiceException(ErrorCode.STORAGE, "Cannot write", ""), Detail.ONE_LINE);

    // Then
    assertThat(written.toString().lines()).containsExactly("sluice: Cannot write");
  }

  @Test
  void shouldFindWhatWasWrapped() {
    // Given
    Throwable wrapped =
        new IllegalStateException(
            "injector", new SluiceException(ErrorCode.CONFIGURATION, "Cannot use key", "fix it"));

    // When
    int code = report.write(wrapped, Detail.ONE_LINE);

    // Then
    assertThat(code).isEqualTo(78);
    assertThat(written.toString()).startsWith("sluice: Cannot use key").doesNotContain("\tat ");
  }

  @Test
  void shouldShowTheTraceOfADefectAndWhereToReportIt() {
    // When
    int code = report.write(new IllegalStateException("impossible"), Detail.ONE_LINE);

    // Then
    assertThat(code).isEqualTo(1);
    assertThat(written.toString())
        .contains("\tat io.sluice.bootstrap.cli.FailureReportTest", "impossible", "report it");
  }

  @Test
  void shouldShowTheTraceOfAnythingOnDemand() {
    // When
    report.write(new SluiceException(ErrorCode.STORAGE, "m", "h"), Detail.STACK_TRACE);

    // Then
    assertThat(written.toString()).contains("\tat ").contains("sluice: m");
  }

  @Test
  void shouldTellPermissionFromOtherTroubleWithFiles() {
    assertThat(
            report.write(
                new UncheckedIOException(new AccessDeniedException("/data")), Detail.ONE_LINE))
        .isEqualTo(77);
    assertThat(report.write(new IOException("No space left"), Detail.ONE_LINE)).isEqualTo(74);
    assertThat(written.toString()).contains("/data", "No space left");
  }

  @Test
  void shouldSayWhatToDoAboutTooLittleMemory() {
    // When
    int code =
        report.write(
            new IllegalStateException(new OutOfMemoryError("Java heap space")), Detail.ONE_LINE);

    // Then
    assertThat(code).as("the code of a JVM that ends itself").isEqualTo(3);
    assertThat(written.toString()).startsWith("sluice: ").contains("Java heap space", "-Xmx");
  }

  @Test
  void shouldCallAnInterruptionTemporary() {
    assertThat(report.write(new InterruptedException(), Detail.ONE_LINE)).isEqualTo(75);
  }
}
