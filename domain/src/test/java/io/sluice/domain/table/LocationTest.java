package io.sluice.domain.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {
  @ParameterizedTest
  @CsvSource({
    "/data/table, file:///data/table",
    "/data/table/, file:///data/table",
    "/data/table//, file:///data/table",
    "/data/./x/../table, file:///data/table",
    "'  /data/table  ', file:///data/table",
    "/with space/t, file:///with%20space/t",
    "/100%/t, file:///100%25/t",
    "/a%20b, file:///a%2520b",
    "/k=v/x:y, file:///k=v/x:y",
    "file:/data/table, file:///data/table",
    "file:///data/table/, file:///data/table",
    "FILE:///data/table, file:///data/table",
    "file:///a%20b, file:///a%20b",
    "file:///data/../etc, file:///etc",
    "s3://bucket/table, s3://bucket/table",
    "s3a://bucket/a/b///, s3a://bucket/a/b",
    "s3://bucket/, s3://bucket/",
    "abfss://container@account.dfs.core.windows.net/t,"
        + " abfss://container@account.dfs.core.windows.net/t",
    "gs://bucket/with%20space, gs://bucket/with%20space",
    "/, file:///",
  })
  void shouldReadPathsAndUris(String text, String expected) {
    assertThat(Location.parse(text)).hasToString(expected);
  }

  @Test
  void shouldTakeARelativePathFromTheWorkingFolder() {
    assertThat(Location.parse("data/table").toPath())
        .isEqualTo(Path.of("data/table").toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "s3://bucket",
        "s3:bucket/table",
        "file:data/table",
        "file:",
        "s3://bucket/a b",
        "s3://bucket/t?version=3",
        "s3://bucket/t#x",
        "file:///data/t?x=1",
        "file:///data/t#x",
        "http://[bad/",
        "/nul\0byte"
      })
  void shouldRefuseWhatIsNoLocation(String text) {
    assertThatThrownBy(() -> Location.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseTwoSlashesBeforeARelativePath() {
    assertThatThrownBy(() -> Location.parse("file://data/table"))
        .as("data would be taken for a host, and the table would lie in /table")
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("file:///path");
  }

  @Test
  void shouldRefuseAPasswordWithoutRepeatingIt() {
    assertThatThrownBy(() -> Location.parse("s3a://key:s3cret@bucket/table"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void shouldBeTheSameTableHoweverItIsWritten() {
    assertThat(Location.parse("/data/table/"))
        .isEqualTo(Location.parse("file:///data/table"))
        .isEqualTo(Location.of(Path.of("/data/table")));
  }

  @Test
  void shouldTellItsSchemeInLowerCase() {
    assertThat(Location.parse("S3://bucket/t").scheme()).isEqualTo("s3");
  }

  @ParameterizedTest
  @CsvSource({
    "s3://b/t, _delta_log/0.json, s3://b/t/_delta_log/0.json",
    "s3://b/t, day=2013-01-01/x y, s3://b/t/day=2013-01-01/x%20y",
    "s3://b/t, a%2Fb, s3://b/t/a%252Fb",
    "s3://b/, x, s3://b/x",
    "file:///, x, file:///x",
    "file:///t, '#?[]', file:///t/%23%3F%5B%5D",
    "file:///t, \u00fc, file:///t/%C3%BC",
    "file:///t, \ud83d\ude00, file:///t/%F0%9F%98%80",
    "file:///t, e\u0301, file:///t/e%CC%81",
    "file:///t, ..., file:///t/...",
    "file:///t, http://x, ''",
  })
  void shouldNameWhatLiesBelow(String parent, String relative, String expected) {
    Location location = Location.parse(parent);
    if (expected.isEmpty()) {
      assertThatThrownBy(() -> location.child(relative))
          .as("an empty segment")
          .isInstanceOf(IllegalArgumentException.class);
    } else {
      assertThat(location.child(relative)).hasToString(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a//b", "/a", "a/", ".", "..", "a/../b", "a/./b", "../x"})
  void shouldNeverLeadElsewhere(String relative) {
    Location location = Location.parse("s3://b/t");
    assertThatThrownBy(() -> location.child(relative)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a%20b", "100%", "#x", "k=v", "[x]", "~!*'()", "a\\b", "x:y;z"})
  void shouldEncodeAsTheDiskDoes(String name) {
    // Given
    Path folder = Path.of("/nowhere/table");

    // Then
    assertThat(Location.of(folder).child(name)).isEqualTo(Location.of(folder.resolve(name)));
    assertThat(Location.of(folder).child(name).toPath()).isEqualTo(folder.resolve(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://key:secret@bucket",
        "s3://key:secret@bucket/t",
        "s3://key:sec ret@bucket/t",
        "file://key:secret@host/x",
        "s3://key:se@cret@bucket/t?x=y",
      })
  void shouldNeverRepeatAPassword(String text) {
    assertThatThrownBy(() -> Location.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a location holds no password");
  }

  @Test
  void shouldNeedASchemeAndAPath() {
    assertThatThrownBy(() -> new Location(URI.create("/data")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Location(URI.create("s3:opaque")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
