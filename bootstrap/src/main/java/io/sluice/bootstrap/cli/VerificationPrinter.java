package io.sluice.bootstrap.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.domain.commit.CompletenessCheck.PartitionReport;
import io.sluice.ports.in.TableInspection.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows what a verification found. */
final class VerificationPrinter {
  private static final List<String> COLUMNS =
      List.of("pipeline", "topic", "partition", "from", "to", "rows", "dead letters", "gaps");

  private final PrintWriter out;

  VerificationPrinter(PrintWriter out) {
    this.out = out;
  }

  static List<String> problems(Verification found) {
    List<String> problems = new ArrayList<>(found.log().problems());
    found
        .missingFiles()
        .forEach(file -> problems.add("data file " + file + " is not as the log says"));
    return problems;
  }

  void print(Verification found, OutputFormat format) throws IOException {
    if (format == OutputFormat.JSON) {
      out.println(JsonText.of(json -> write(json, found)));
      return;
    }
    out.printf(
        Locale.ROOT,
        "%s: %,d log entries read, %,d of other writers%n",
        found.isComplete() ? "complete" : "NOT complete",
        found.log().versions(),
        found.log().foreignEntries());
    problems(found).forEach(problem -> out.println("problem: " + problem));
    try (RowPrinter printer = RowPrinter.open(format, COLUMNS, out)) {
      for (PartitionReport partition : found.log().partitions()) {
        printer.print(row(partition));
      }
    }
  }

  private static List<Object> row(PartitionReport partition) {
    return List.of(
        partition.pipeline(),
        partition.partition().topic(),
        (long) partition.partition().partition(),
        partition.from(),
        partition.to(),
        partition.rows(),
        partition.deadLetters(),
        partition.gapOffsets());
  }

  private static void write(JsonGenerator json, Verification found) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("complete", found.isComplete());
    json.writeNumberField("versions", found.log().versions());
    json.writeNumberField("foreign_entries", found.log().foreignEntries());
    json.writeArrayFieldStart("partitions");
    for (PartitionReport partition : found.log().partitions()) {
      json.writeStartObject();
      List<Object> row = row(partition);
      for (int i = 0; i < COLUMNS.size(); i++) {
        json.writeFieldName(COLUMNS.get(i).replace(' ', '_'));
        ValueText.write(json, row.get(i));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeFieldName("problems");
    ValueText.write(json, found.log().problems());
    json.writeFieldName("missing_files");
    ValueText.write(json, found.missingFiles());
    json.writeEndObject();
  }
}
