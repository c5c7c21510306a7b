package io.sluice.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bootstrap.SampleEvents;
import io.sluice.domain.commit.Progress;
import io.sluice.domain.commit.ProgressKey;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.TableReader.TableDescription;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DescriptionPrinterTest {
  private static final TableDescription TABLE =
      new TableDescription(
          Location.parse("s3://bucket/flights"),
          new TableVersion(7),
          1,
          2,
          new TableDefinition(
              TableSchema.of(
                  Field.required("origin", PrimitiveType.STRING),
                  Field.nullable("delay", PrimitiveType.LONG)),
              List.of("origin"),
              Map.of("delta.appendOnly", "true")),
          3,
          1_000,
          54_321,
          new Progress(
              Map.of(
                  new ProgressKey("demo", SampleEvents.PARTITION).appId(),
                  42L,
                  "somebody-else",
                  5L)));

  private final StringWriter out = new StringWriter();

  @Test
  void shouldShowGrids() throws Exception {
    // When
    print(OutputFormat.TABLE);

    // Then
    assertThat(out.toString())
        .containsPattern("\\| location +\\| s3://bucket/flights +\\|")
        .containsPattern("\\| version +\\| 7 +\\|")
        .containsPattern("\\| rows +\\| 1,000 +\\|")
        .containsPattern("\\| partitioned by +\\| origin +\\|")
        .containsPattern("\\| delta.appendOnly +\\| true +\\|")
        .containsPattern("\\| origin +\\| string +\\| no +\\|")
        .containsPattern("\\| delay +\\| long +\\| yes +\\|")
        .containsPattern("\\| demo +\\| flights +\\| +0 \\| +42 \\|")
        .doesNotContain("somebody-else");
  }

  @Test
  void shouldShowOneJsonObject() throws Exception {
    // When
    print(OutputFormat.JSON);

    // Then
    assertThat(out.toString().strip())
        .isEqualTo(
            "{\"location\":\"s3://bucket/flights\",\"version\":7,\"rows\":1000,\"files\":3,"
                + "\"bytes\":54321,\"min_reader_version\":1,\"min_writer_version\":2,"
                + "\"partition_by\":[\"origin\"],\"properties\":{\"delta.appendOnly\":\"true\"},"
                + "\"columns\":[{\"name\":\"origin\",\"type\":\"string\",\"nullable\":false},"
                + "{\"name\":\"delay\",\"type\":\"long\",\"nullable\":true}],"
                + "\"offsets\":[{\"pipeline\":\"demo\",\"topic\":\"flights\",\"partition\":0,"
                + "\"next_offset\":42,\"topic_id\":\"topic-id\",\"cluster_id\":\"cluster\"}]}");
  }

  private void print(OutputFormat format) throws Exception {
    PrintWriter writer = new PrintWriter(out);
    new DescriptionPrinter(writer).print(TABLE, format);
    writer.flush();
  }
}
