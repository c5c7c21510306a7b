package io.sluice.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore.ObjectReader;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import io.sluice.storage.stores.NetworkStoreContract;
import io.sluice.storage.stores.TestStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
class GcsObjectStoreIT extends NetworkStoreContract {
  private static final int LARGE = 32 << 20;

  /** Beside the one that the contract closes. */
  private final GcsBackend backend;

  GcsObjectStoreIT(TestStore store) {
    super(store, backend(store));
    this.backend = backend(store);
  }

  private static GcsBackend backend(TestStore store) {
    return new GcsBackend(store.storage().gcs(), store.storage().connection());
  }

  @AfterEach
  void closeBackend() throws IOException {
    backend.close();
  }

  static List<TestStore> stores() {
    return TestStore.runningOrSkip("fake-gcs", "gcs");
  }

  @Test
  void shouldSayThatThereIsNoBucket() throws IOException {
    // Given
    Location location = Location.parse("gs://no-such-bucket-here/table/object");

    // Then
    assertThatThrownBy(() -> store().list(location))
        .isInstanceOf(SluiceException.class)
        .hasMessage("Cannot list '" + location + "': there is no bucket 'no-such-bucket-here'");
    assertThatThrownBy(() -> store().write(location, new byte[1]))
        .isInstanceOf(SluiceException.class)
        .hasMessage("Cannot write '" + location + "': there is no bucket 'no-such-bucket-here'");
    assertThatThrownBy(() -> backend.exclusiveCreate().create(location, new byte[1]))
        .isInstanceOf(SluiceException.class)
        .hasMessage("Cannot create '" + location + "': there is no bucket 'no-such-bucket-here'");
    ObjectWriter writer = store().write(location);
    assertThatThrownBy(() -> writer.write(new byte[LARGE]))
        .as("may be an upload that the store forgot, so it is tried again")
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no bucket 'no-such-bucket-here'");
    writer.abort();
  }

  @Test
  void shouldShowNothingOfALargeObjectThatIsGivenUp() throws IOException {
    // Given
    Location location = root().child("given-up");
    ObjectWriter writer = store().write(location);
    writer.write(new byte[LARGE / 2]);
    int threads = Thread.activeCount();

    // When
    writer.abort();
    writer.close();

    // Then
    assertThat(store().find(location)).isEmpty();
    assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
  }

  @Test
  void shouldNotPublishHalfAnObjectWhenItsWriterIsInterrupted() throws IOException {
    // Given
    Location location = root().child("interrupted");
    ObjectWriter writer = store().write(location);
    writer.write(new byte[LARGE / 4]);

    // When
    Thread.currentThread().interrupt();
    boolean failed = false;
    try {
      writer.write(new byte[LARGE / 4]);
      writer.close();
    } catch (IOException e) {
      failed = true;
    }

    // Then
    assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    if (failed) {
      assertThatThrownBy(writer::close).isInstanceOf(IOException.class);
      assertThat(store().find(location)).isEmpty();
    } else {
      assertThat(store().find(location)).map(ObjectSummary::bytes).contains(LARGE / 2L);
    }
  }

  @Test
  void shouldFailToReadALargeObjectThatWasReplacedMeanwhile() throws IOException {
    // Given
    Location location = root().child("replaced-large");
    store().write(location, new byte[2 << 20]);

    // When
    try (ObjectReader reader = store().read(location)) {
      store().write(location, new byte[3 << 20]);

      // Then
      assertThatThrownBy(() -> reader.readFully(0, ByteBuffer.allocate(10)))
          .as("never parts of two versions")
          .isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void shouldNotListTheFoldersOfOthers() throws IOException {
    // Given
    FileSystem hadoop = hadoop();
    hadoop.mkdirs(new Path(root().child("a/b").uri()));
    store().write(root().child("a/b/object"), new byte[1]);

    // Then
    assertThat(store().list(root()))
        .extracting(ObjectSummary::location)
        .containsExactly(root().child("a/b/object"));
    assertThat(store().listFrom(root().child("a"), "")).isEmpty();
    assertThat(store().listFrom(root().child("a/b"), "")).hasSize(1);
    assertThat(store().find(root().child("a/b"))).isEmpty();
  }

  @Test
  void shouldShareItsObjectsWithTheConnector() throws IOException {
    // Given
    FileSystem hadoop = hadoop();
    Location written = root().child("by us");
    store().write(written, new byte[] {1, 2, 3});
    Location checkpoint = root().child("log/00000000000000000010.checkpoint.parquet");
    byte[] content = new byte[3 << 20];
    new Random(2).nextBytes(content);

    // When
    try (FSDataOutputStream out = hadoop.create(new Path(checkpoint.uri()), false)) {
      out.write(content);
      assertThat(store().list(root().child("log"))).as("partial writes are invisible").isEmpty();
    }

    // Then
    assertThat(store().find(checkpoint)).map(ObjectSummary::bytes).contains(3L << 20);
    assertThat(store().list(root())).as("the connector makes no folders").hasSize(2);
    byte[] read = new byte[3];
    try (FSDataInputStream in = hadoop.open(new Path(written.uri()))) {
      in.readFully(0, read);
    }
    assertThat(read).containsExactly(1, 2, 3);
    assertThat(hadoop.delete(new Path(checkpoint.uri()), false)).isTrue();
    assertThat(store().find(checkpoint)).isEmpty();
  }

  @Test
  void shouldKeepTheConnectorFromPublishingHalfAFile() throws IOException {
    // Given
    FileSystem hadoop = hadoop();
    Location checkpoint = root().child("log/00000000000000000010.checkpoint.parquet");
    FSDataOutputStream out = hadoop.create(new Path(checkpoint.uri()), false);
    out.write(new byte[3 << 20]);

    // When
    Thread.currentThread().interrupt();
    boolean failed = false;
    try {
      out.write(new byte[LARGE]);
    } catch (IOException e) {
      failed = true;
    }
    try {
      out.close();
    } catch (IOException e) {
      failed = true;
    }

    // Then
    assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    assertThat(store().find(checkpoint).map(ObjectSummary::bytes))
        .isEqualTo(failed ? Optional.empty() : Optional.of(LARGE + (3L << 20)));
  }

  @Test
  void shouldSayThatAFileOfTheConnectorIsThere() throws IOException {
    // Given
    store().write(root().child("there"), new byte[1]);
    Path there = new Path(root().child("there").uri());

    // Then
    assertThatThrownBy(() -> hadoop().create(there, false))
        .isInstanceOf(FileAlreadyExistsException.class);
    hadoop().create(there, true).close();
    assertThat(store().find(root().child("there"))).map(ObjectSummary::bytes).contains(0L);
  }

  private FileSystem hadoop() throws IOException {
    Configuration configuration = new Configuration();
    backend.connectorProperties().forEach(configuration::set);
    return FileSystem.get(root().uri(), configuration);
  }
}
