package io.sluice.delta.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.delta.fixture.FolderBackend;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  /** The shortest that ends as a Parquet file does; for an entry anything will do. */
  private static final byte[] CHECKPOINT = "PAR1-\1\0\0\0PAR1".getBytes(US_ASCII);

  private static final String START = "00000000000000000000.checkpoint";

  @TempDir private Path root;
  private final Counted objects = new Counted();
  private Location folder;
  private LogTail tail;

  @BeforeEach
  void open() {
    folder = Location.of(root.resolve("_delta_log"));
    tail = new LogTail(objects, folder);
  }

  @Test
  void shouldListOnceAndThenAskByName() throws IOException {
    // Given
    write(entry(0), entry(1));
    assertThat(names(START)).containsExactly(entry(0), entry(1));

    // When
    write(entry(2));

    // Then
    assertThat(names(START)).containsExactly(entry(0), entry(1), entry(2));
    assertThat(names(entry(2))).containsExactly(entry(2));
    assertThat(names(entry(2))).containsExactly(entry(2));
    assertThat(objects.listings).as("again only because somebody else has written").isEqualTo(2);
  }

  @Test
  void shouldListWhatOthersHaveWrittenAtOnce() throws IOException {
    // Given
    write(entry(0));
    names(START);
    int asked = objects.finds;

    // When: a listing that is not of one instant, and a hole
    write(entry(1), entry(2), entry(3), "00000000000000000003.checkpoint.parquet", entry(5));

    // Then
    assertThat(names(START)).containsExactly(entry(0), entry(1), entry(2), entry(3));
    assertThat(objects.finds - asked).as("the newest, the next, the hole").isEqualTo(3);
  }

  @Test
  void shouldAskNothingAboutItsOwnEntryAtOnce() throws IOException {
    // Given
    write(entry(0));
    names(START);
    int asked = objects.finds;

    // When
    createOwn(1, "one");

    // Then
    assertThat(names(START)).containsExactly(entry(0), entry(1));
    assertThat(objects.finds).isEqualTo(asked);
    assertThat(names(START)).containsExactly(entry(0), entry(1));
    assertThat(objects.finds).isEqualTo(asked + 2);
  }

  @Test
  void shouldForgetEverythingWhenTheNewestIsGone() throws IOException {
    // Given
    write(entry(0));
    names(START);
    createOwn(1, "one");
    names(START);

    // When
    objects.delete(folder.child(entry(1)));

    // Then
    assertThat(names(START)).containsExactly(entry(0));
    assertThat(tail.text(folder.child(entry(1)))).isEmpty();
  }

  @Test
  void shouldListAnewForWhatLiesFurtherBack() throws IOException {
    write(entry(0), entry(1), entry(2));
    assertThat(names(entry(1))).containsExactly(entry(1), entry(2));
    assertThat(names(START)).containsExactly(entry(0), entry(1), entry(2));
    assertThat(objects.listings).isEqualTo(2);
  }

  @Test
  void shouldListAnewAfterManyEntriesToFindCheckpoints() throws IOException {
    // Given
    write(entry(0));
    names(START);
    write("00000000000000000050.checkpoint.parquet");

    // When
    for (int version = 1; version < 100; version++) {
      createOwn(version, "x");
      assertThat(names(START)).doesNotContain("00000000000000000050.checkpoint.parquet");
    }

    // Then
    createOwn(100, "x");
    assertThat(names(START)).contains("00000000000000000050.checkpoint.parquet").hasSize(102);
    assertThat(objects.listings).isEqualTo(2);
  }

  @Test
  void shouldNotTrustAListingThatNobodyWentThrough() throws IOException {
    write(entry(0));
    assertThat(tail.from(START).next().location()).isEqualTo(folder.child(entry(0)));
    assertThat(names(START)).containsExactly(entry(0));
    assertThat(objects.listings).isEqualTo(2);
  }

  @Test
  void shouldRememberTheTextOfItsLastTwoEntries() throws IOException {
    for (int version = 0; version < 3; version++) {
      createOwn(version, "text " + version);
    }
    assertThat(Stream.of(0, 1, 2).map(version -> tail.text(folder.child(entry(version)))))
        .containsExactly(Optional.empty(), Optional.of("text 1"), Optional.of("text 2"));
  }

  private void createOwn(int version, String text) throws IOException {
    Location location = folder.child(entry(version));
    objects.write(location, text.getBytes(UTF_8));
    tail.created(new ObjectSummary(location, text.length(), 1), text);
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      objects.write(folder.child(name), CHECKPOINT);
    }
  }

  private List<String> names(String first) throws IOException {
    List<String> names = new ArrayList<>();
    for (Iterator<ObjectSummary> found = tail.from(first); found.hasNext(); ) {
      names.add(found.next().nameIn(folder));
    }
    return names;
  }

  private static String entry(int version) {
    return "%020d.json".formatted(version);
  }

  /** Counts what is asked. */
  private static final class Counted implements ObjectStore {
    private final ObjectStore files = new FolderBackend().objects();
    private int listings;
    private int finds;

    @Override
    public Optional<ObjectSummary> find(Location location) throws IOException {
      finds++;
      return files.find(location);
    }

    @Override
    public ObjectReader read(Location location) throws IOException {
      return files.read(location);
    }

    @Override
    public ObjectWriter write(Location location) throws IOException {
      return files.write(location);
    }

    @Override
    public List<ObjectSummary> list(Location within) throws IOException {
      listings++;
      return files.list(within);
    }

    @Override
    public void delete(Location location) throws IOException {
      files.delete(location);
    }
  }
}
