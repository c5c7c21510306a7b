package io.sluice.delta.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.delta.fixture.FolderBackend;
import io.sluice.delta.fixture.RawLog;
import io.sluice.delta.fixture.WeakListing;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFolderTest {
  @TempDir private Path folder;
  private final WeakListing objects = new FolderBackend().weakListing();
  private RawLog raw;
  private LogFolder log;

  @BeforeEach
  void open() {
    Location table = Location.of(folder);
    raw = new RawLog(table);
    log = new LogFolder(objects, table);
  }

  @Test
  void shouldNotTakeAHoleInAListingForAHoleInTheLog() throws IOException {
    // Given: version 2 is created while the folder is listed, and version 3 as well
    append(0, 3);
    objects.miss("2.json");

    // When // Then
    assertThat(versionsSince(0)).containsExactly(1L, 2L, 3L);
    assertThat(versionsSince(1)).containsExactly(2L, 3L);
    assertThat(allVersions()).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void shouldNotTakeTheFirstListedEntryForTheOldest() throws IOException {
    append(0, 2);
    objects.miss("0.json");
    objects.miss("1.json");
    assertThat(allVersions()).containsExactly(0L, 1L, 2L);
    assertThat(versionsSince(-1)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void shouldReadWhatIsNewWithoutListingTheFolder() throws IOException {
    append(0, 3);
    assertThat(versionsSince(1)).containsExactly(2L, 3L);
    assertThat(versionsSince(3)).isEmpty();
    assertThat(objects.listings()).isEmpty();
  }

  @Test
  void shouldFindNothingWhereThereIsNothing() throws IOException {
    assertThat(versionsSince(-1)).isEmpty();
    assertThat(versionsSince(5)).isEmpty();
    assertThat(allVersions()).isEmpty();
    log.requireWhole(TableVersion.NONE);
  }

  @Test
  void shouldTellThatACleanUpWasFaster() throws IOException {
    append(7, 9);
    refuses(() -> log.since(new TableVersion(3)), "version 4");
    assertThat(versionsSince(6)).as("the first one left").containsExactly(7L, 8L, 9L);
    assertThat(allVersions()).containsExactly(7L, 8L, 9L);
  }

  @Test
  void shouldNameTheEntryThatIsMissingBetweenOthers() throws IOException {
    // Given
    append(0, 3);
    Files.delete(raw.entry(2));

    // When // Then
    refuses(() -> log.all(entry -> {}), "version 2");
    refuses(() -> log.requireWhole(new TableVersion(0)), "version 2");
    refuses(() -> log.requireWhole(new TableVersion(1)), "version 2");
    log.requireWhole(new TableVersion(2));
  }

  @Test
  void shouldFindALogWholeAlthoughItsListingIsNot() throws IOException {
    append(0, 3);
    objects.miss("2.json");
    log.requireWhole(TableVersion.NONE);
  }

  @Test
  void shouldTakeTheTimeOfTheFileWhereAnEntryNamesNone() throws IOException {
    // Given
    raw.append(0, "{\"commitInfo\":{\"timestamp\":5}}");
    raw.append(1, "{\"commitInfo\":{}}");
    Files.setLastModifiedTime(raw.entry(1), FileTime.fromMillis(7));

    // When // Then
    assertThat(log.since(TableVersion.NONE))
        .extracting(LogEntry::timestampMillis)
        .containsExactly(5L, 7L);
  }

  @Test
  void shouldCountNoRowsWhereStatisticsAreBroken() throws IOException {
    raw.append(
        0,
        "{\"add\":{\"path\":\"a\",\"dataChange\":true,\"stats\":\"{\\\"numRecords\\\":7}\"}}",
        "{\"add\":{\"path\":\"b\",\"dataChange\":true,\"stats\":\"{\\\"numRec\"}}");
    assertThat(log.since(TableVersion.NONE))
        .singleElement()
        .matches(entry -> entry.rowsAdded() == 7 && entry.filesAdded() == 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"metaData\":{\"schemaString\":\"{\\\"type\\\":\\\"struct\\\",\\\"fields\\\":[]}\","
            + "\"partitionColumns\":[\"day\"]}}",
        "{\"metaData\":{\"schemaString\":\"{\\\"type\\\":\\\"struct\\\",\\\"fields\\\":[]}\","
            + "\"partitionColumns\":[{}]}}",
        "{\"metaData\":"
      })
  void shouldNameAnEntryThatMakesNoSense(String action) throws IOException {
    append(0, 0);
    raw.append(1, action);
    refuses(() -> log.since(new TableVersion(0)), "version 1 of table file:");
  }

  private void append(long first, long last) throws IOException {
    for (long version : LongStream.rangeClosed(first, last).toArray()) {
      raw.append(version, "{\"commitInfo\":{\"timestamp\":5}}");
    }
  }

  private List<Long> versionsSince(long base) throws IOException {
    return log.since(new TableVersion(base)).stream()
        .map(entry -> entry.version().number())
        .toList();
  }

  private List<Long> allVersions() throws IOException {
    List<Long> versions = new ArrayList<>();
    log.all(entry -> versions.add(entry.version().number()));
    return versions;
  }

  private static void refuses(ThrowingCallable call, String part) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE))
        .hasMessageContaining(part);
  }
}
