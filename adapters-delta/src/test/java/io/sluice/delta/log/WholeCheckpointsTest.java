package io.sluice.delta.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.delta.fixture.FolderBackend;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeCheckpointsTest {
  private static final String WHOLE = "PAR1-\1\0\0\0PAR1";

  @TempDir private Path root;
  private final ObjectStore objects = new FolderBackend().objects();
  private Location folder;

  @BeforeEach
  void locate() {
    folder = Location.of(root.resolve("_delta_log"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PAR1",
        "PAR1\0\0\0\0PAR1",
        "PAR1-\0\0\0\0PAR1",
        "PAR1-\2\0\0\0PAR1",
        "PAR1-\1\0\0\u00ffPAR1",
        "PAR1-\1\0\0\0PARE",
        "PAR1-\1\0\0\0PAR",
      })
  void shouldSeeWhereACheckpointIsCutOff(String content) throws IOException {
    write("00000000000000000003.checkpoint.parquet", content);
    assertThat(kept()).isEmpty();
  }

  @Test
  void shouldKeepTheNewestWholeCheckpointAndNotLookAtOlderOnes() throws IOException {
    // Given
    write("00000000000000000001.checkpoint.parquet", "never looked at");
    write("00000000000000000002.checkpoint.parquet", WHOLE);
    write("00000000000000000003.checkpoint.parquet", "PAR1 and no more");
    write("00000000000000000003.json", "{}");
    write("00000000000000000004.crc", "{}");

    // When // Then
    assertThat(kept())
        .containsExactly(
            "00000000000000000001.checkpoint.parquet",
            "00000000000000000002.checkpoint.parquet",
            "00000000000000000003.json",
            "00000000000000000004.crc");
  }

  @Test
  void shouldLookAtEachPartOfACheckpoint() throws IOException {
    // Given
    write("00000000000000000002.checkpoint.parquet", "PAR1 and no more");
    write("00000000000000000003.checkpoint.0000000001.0000000002.parquet", "PAR1 and no more");
    write("00000000000000000003.checkpoint.0000000002.0000000002.parquet", WHOLE);

    // When // Then
    assertThat(kept())
        .as("a checkpoint that lacks a part is none, so the one before it is looked at")
        .containsExactly("00000000000000000003.checkpoint.0000000002.0000000002.parquet");
  }

  @Test
  void shouldTakeACheckpointThatIsGoneForNone() throws IOException {
    assertThat(
            WholeCheckpoints.isWhole(
                objects, folder.child("00000000000000000003.checkpoint.parquet")))
        .isFalse();
  }

  private List<String> kept() throws IOException {
    return WholeCheckpoints.of(objects, objects.listFrom(folder, "0")).stream()
        .map(object -> object.nameIn(folder))
        .toList();
  }

  private void write(String name, String content) throws IOException {
    objects.write(folder.child(name), content.getBytes(ISO_8859_1));
  }
}
