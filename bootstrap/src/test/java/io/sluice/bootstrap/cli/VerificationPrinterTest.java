package io.sluice.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bootstrap.SampleEvents;
import io.sluice.domain.commit.CompletenessCheck.PartitionReport;
import io.sluice.domain.commit.CompletenessCheck.Report;
import io.sluice.ports.in.TableInspection.Verification;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerificationPrinterTest {
  private static final PartitionReport PARTITION =
      new PartitionReport("demo", SampleEvents.PARTITION, 10, 100, 80, 4, 6);
  private static final Verification COMPLETE =
      new Verification(new Report(5, 1, List.of(PARTITION), List.of()), List.of());
  private static final Verification INCOMPLETE =
      new Verification(
          new Report(5, 1, List.of(PARTITION), List.of("version 3 removes the data of 1 files")),
          List.of("part-7.parquet"));

  private final StringWriter out = new StringWriter();

  @Test
  void shouldShowALinePerPartition() throws Exception {
    // When
    print(COMPLETE, OutputFormat.TABLE);

    // Then
    assertThat(out.toString())
        .contains("| demo     | flights |         0 |   10 | 100 |   80 |            4 |    6 |")
        .startsWith("complete: 5 log entries read, 1 of other writers\n");
  }

  @Test
  void shouldShowEveryProblem() throws Exception {
    // When
    print(INCOMPLETE, OutputFormat.TABLE);

    // Then
    assertThat(out.toString())
        .contains(
            "problem: version 3 removes the data of 1 files\n",
            "problem: data file part-7.parquet is not as the log says\n")
        .startsWith("NOT complete: ");
  }

  @Test
  void shouldShowOneJsonObject() throws Exception {
    // When
    print(INCOMPLETE, OutputFormat.JSON);

    // Then
    assertThat(out.toString().strip())
        .isEqualTo(
            "{\"complete\":false,\"versions\":5,\"foreign_entries\":1,\"partitions\":["
                + "{\"pipeline\":\"demo\",\"topic\":\"flights\",\"partition\":0,\"from\":10,"
                + "\"to\":100,\"rows\":80,\"dead_letters\":4,\"gaps\":6}],"
                + "\"problems\":[\"version 3 removes the data of 1 files\"],"
                + "\"missing_files\":[\"part-7.parquet\"]}");
  }

  private void print(Verification found, OutputFormat format) throws Exception {
    PrintWriter writer = new PrintWriter(out);
    new VerificationPrinter(writer).print(found, format);
    writer.flush();
  }
}
