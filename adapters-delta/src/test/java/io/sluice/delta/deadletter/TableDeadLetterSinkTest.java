package io.sluice.delta.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.delta.fixture.FolderBackend;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.record.Header;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.table.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDeadLetterSinkTest {
  private static final CommitIdentity ID =
      new CommitIdentity(UUID.fromString("00000000-0000-0001-0000-000000000002"));
  private static final SourcePartition PARTITION = new SourcePartition("c", "t", "i", 3);

  private static final List<Header> HEADERS =
      List.of(new Header("a", new byte[] {1}), new Header("a", null));

  @TempDir private Path folder;
  private TableDeadLetterSink sink;

  @BeforeEach
  void create() {
    sink = new TableDeadLetterSink(new FolderBackend().objects(), Location.of(folder));
  }

  @Test
  void shouldKeepTheOriginalBytes() throws IOException {
    // Given
    byte[] garbage = {0, (byte) 0xff, '\n', '"'};

    // When
    String path =
        sink.store(
                ID,
                List.of(
                    letter(
                        7,
                        "key".getBytes(StandardCharsets.UTF_8),
                        garbage,
                        HEADERS,
                        "column \"a\""),
                    letter(8, null, null, List.of(), "a null")))
            .orElseThrow();

    // Then
    assertThat(path)
        .isEqualTo("_sluice/dead-letters/00000000-0000-0001-0000-000000000002.ndjson.gz");
    assertThat(lines(path))
        .containsExactly(
            "{\"cluster\":\"c\",\"topic\":\"t\",\"topicId\":\"i\",\"partition\":3,\"offset\":7,"
                + "\"timestamp\":1700000000000,\"reason\":\"INVALID_JSON\","
                + "\"detail\":\"column \\\"a\\\"\",\"key\":\"a2V5\",\"value\":\"AP8KIg==\","
                + "\"headers\":[{\"name\":\"a\",\"value\":\"AQ==\"},{\"name\":\"a\",\"value\":null}]}",
            "{\"cluster\":\"c\",\"topic\":\"t\",\"topicId\":\"i\",\"partition\":3,\"offset\":8,"
                + "\"timestamp\":1700000000000,\"reason\":\"INVALID_JSON\",\"detail\":\"a null\","
                + "\"key\":null,\"value\":null,\"headers\":[]}");
  }

  @Test
  void shouldStoreNothingTwice() throws IOException {
    // Given
    List<DeadLetter> letters = List.of(letter(7, null, new byte[5000], List.of(), "x"));
    String path = sink.store(ID, letters).orElseThrow();
    byte[] first = Files.readAllBytes(folder.resolve(path));

    // When
    assertThat(sink.store(ID, letters)).contains(path);

    // Then
    assertThat(Files.readAllBytes(folder.resolve(path))).isEqualTo(first);
    try (var files = Files.list(folder.resolve(path).getParent())) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void shouldRefuseToStoreNothing() {
    assertThatThrownBy(() -> sink.store(ID, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static DeadLetter letter(
      long offset, byte[] key, byte[] value, List<Header> headers, String detail) {
    return new DeadLetter(
        PARTITION,
        offset,
        1_700_000_000_000L,
        key,
        value,
        headers,
        DeadLetterReason.INVALID_JSON,
        detail);
  }

  private List<String> lines(String path) throws IOException {
    try (GZIPInputStream stream = new GZIPInputStream(Files.newInputStream(folder.resolve(path)))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
