package io.sluice.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventFileTest {
  @TempDir private Path folder;

  @Test
  void shouldReadPlainLinesAndPassOverBlankOnes() throws Exception {
    // Given
    Path file =
        Files.writeString(folder.resolve("a.ndjson"), "{\"id\":\"ä\"}\n\n  \n{}\r\nno json");

    // When / Then
    assertThat(lines(EventFile.of(file))).containsExactly("0 {\"id\":\"ä\"}", "1 {}", "2 no json");
  }

  @Test
  void shouldReadGzip() throws Exception {
    // Given
    Path file = folder.resolve("a.ndjson.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write("{}\n{}\n".getBytes(StandardCharsets.UTF_8));
    }

    // When / Then
    assertThat(lines(EventFile.of(file))).hasSize(2);
  }

  @Test
  void shouldShipTheFlights() throws Exception {
    assertThat(lines(EventFile.shipped(Optional.empty()))).hasSize(27_004);
  }

  @Test
  void shouldRefuseAFileThatIsNotThere() {
    assertThatThrownBy(() -> EventFile.of(folder.resolve("none")))
        .isInstanceOfSatisfying(
            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
    assertThatThrownBy(() -> EventFile.of(folder)).isInstanceOf(SluiceException.class);
  }

  @ParameterizedTest
  @CsvSource({"clicks.ndjson.gz,clicks", "my clicks.json,my-clicks", "plain,plain", ".x,.x"})
  void shouldNameATopic(String fileName, String name) throws Exception {
    assertThat(EventFile.of(Files.createFile(folder.resolve(fileName))).name()).isEqualTo(name);
  }

  @Test
  void shouldFindTheKeyOfAnEvent() {
    assertThat(key("{\"a\":{\"id\":\"inner\"},\"event_id\":\"x\"}")).contains("x");
    assertThat(key("{\"id\":\"y\"}")).contains("y");
    assertThat(key("{\"id\":5}")).isEmpty();
    assertThat(key("{}")).isEmpty();
    assertThat(key("[1]")).isEmpty();
    assertThat(key("{broken")).isEmpty();
  }

  private static Optional<String> key(String event) {
    return EventFile.key(event.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> lines(EventFile file) throws Exception {
    List<String> lines = new ArrayList<>();
    file.forEach(
        (index, event) -> lines.add(index + " " + new String(event, StandardCharsets.UTF_8)));
    return lines;
  }
}
