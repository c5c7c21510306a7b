package io.sluice.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bootstrap.SampleEvents;
import io.sluice.domain.commit.Progress;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.fake.ManualClock;
import io.sluice.ports.out.TableReader.TableDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoSummaryTest {
  private static final TableSchema FLIGHT =
      TableSchema.of(
          Stream.of("carrier", "origin", "dest", "dep_delay", "tailnum")
              .map(name -> Field.nullable(name, PrimitiveType.STRING))
              .toArray(Field[]::new));

  @TempDir private Path folder;

  @Test
  void shouldTellWhatWasWrittenAndHowToLookAtIt() throws Exception {
    // Given
    EventFile file = EventFile.of(Files.writeString(folder.resolve("e"), "{}\n"));
    DemoProgress progress = new DemoProgress(EventPlan.of(file, 1), 0, new ManualClock());
    progress.committed(SampleEvents.commit(1, 0, 1_002));

    // When
    String text = new DemoSummary(table("/data/flights"), progress, 7, 4.25).text("./sluice");

    // Then
    assertThat(text)
        .contains("| this run |  1,000 |        1 |            2 |     1 |   5,000 |     4.3 |")
        .contains("| table    | 27,004 |        8 |            - |     3 | 604,939 |       - |")
        .contains(
            "  ./sluice table read /data/flights --columns carrier,origin,dest,dep_delay --limit 5",
            "delta_scan('/data/flights')",
            "pip install deltalake pandas")
        .contains("DeltaTable('/data/flights')")
        .doesNotContain("Version 0");
  }

  @Test
  void shouldNameATableElsewhereByItsUri() throws Exception {
    // Given
    EventFile file = EventFile.of(Files.writeString(folder.resolve("e"), "{}\n"));
    DemoProgress progress = new DemoProgress(EventPlan.of(file, 1), 0, new ManualClock());

    // When
    String text = new DemoSummary(table("s3://bucket/flights"), progress, 8, 1).text("sluice");

    // Then
    assertThat(text).contains("sluice table verify s3://bucket/flights");
  }

  @Test
  void shouldCountTheVersionThatSaysWhereThePartitionsBegin() throws Exception {
    // Given
    EventFile file = EventFile.of(Files.writeString(folder.resolve("e"), "{}\n"));
    DemoProgress progress = new DemoProgress(EventPlan.of(file, 1), 0, new ManualClock());
    for (int version = 1; version <= 7; version++) {
      progress.committed(SampleEvents.commit(version, version * 10L, version * 10L + 10));
    }

    // When
    String text = new DemoSummary(table("/data/my flights"), progress, 0, 1).text("sluice");

    // Then
    assertThat(text)
        .containsPattern("\\| this run \\| +56 \\| +8 \\|")
        .containsPattern("\\| table +\\| 27,004 \\| +8 \\|")
        .contains("Version 0 holds no rows: it says at which offset each partition begins.")
        .contains("sluice table verify '/data/my flights'");
  }

  private static TableDescription table(String location) {
    return new TableDescription(
        Location.parse(location),
        new TableVersion(7),
        1,
        2,
        new TableDefinition(FLIGHT, List.of(), Map.of()),
        3,
        27_004,
        604_939,
        Progress.NONE);
  }
}
