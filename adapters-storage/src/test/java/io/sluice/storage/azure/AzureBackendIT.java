package io.sluice.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.typesafe.config.ConfigFactory;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.application.ExclusiveCreateProbe;
import io.sluice.ports.out.ObjectStore.ObjectReader;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import io.sluice.storage.stores.TestStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is Azure's own: proofs of identity, folders, blocks, and Hadoop's driver beside the SDK. */
@ParameterizedClass
@MethodSource("stores")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AzureBackendIT {
  private final TestStore store;
  private final AzureBackend backend;
  private final Location root;

  AzureBackendIT(TestStore store) {
    this.store = store;
    this.backend = AzureStores.open(store);
    this.root = store.freshFolder();
  }

  static List<TestStore> stores() {
    return AzureStores.runningOrNone();
  }

  @AfterEach
  void close() throws IOException {
    backend.close();
  }

  @Test
  void shouldPassTheProbe() throws IOException {
    assertThat(
            new ExclusiveCreateProbe(backend.objects(), backend.exclusiveCreate())
                .isExclusive(root, UUID.randomUUID()))
        .isTrue();
  }

  @Test
  void shouldReadThroughHadoopWhatItWroteAndTheOtherWayRound() throws IOException {
    roundTripThroughHadoop(backend, root.child("with space"));
    roundTripThroughHadoop(
        backend, Location.parse(root.toString().replaceFirst("abfss?:", "abfss:")).child("a%20b"));
  }

  @Test
  void shouldRefuseAWrongKeyAtOnce() throws IOException {
    // Given
    String wrong =
        Base64.getEncoder().encodeToString("not the key".getBytes(StandardCharsets.US_ASCII));
    try (AzureBackend denied = with("auth = account-key, account-key = \"" + wrong + "\"")) {
      // Then
      assertDenied(denied, wrong);
      assertThatThrownBy(() -> roundTripThroughHadoop(denied, root.child("x")))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void shouldDoEverythingWithASignatureForTheContainer() throws IOException {
    // Given
    String signature = signature("racwdl");
    try (AzureBackend signed = with("auth = sas-token, sas-token = \"" + signature + "\"")) {
      // When
      signed.objects().write(root.child("x"), new byte[] {1});
      signed.exclusiveCreate().create(root.child("y"), new byte[] {2});
      roundTripThroughHadoop(signed, root.child("hadoop"));

      // Then
      assertThat(signed.objects().list(root)).hasSize(3);
      signed.objects().delete(root.child("x"));
      assertThat(signed.objects().find(root.child("x"))).isEmpty();
    }
  }

  @Test
  void shouldNotTellTheSignatureThatIsNotEnough() throws IOException {
    // Given
    String signature = signature("l");
    try (AzureBackend signed = with("auth = sas-token, sas-token = \"" + signature + "\"")) {
      assertDenied(signed, signature.substring(signature.indexOf("sig=") + 4));
    }
  }

  @Test
  void shouldSayThatTheContainerIsMissing() {
    // Given
    Location elsewhere =
        Location.parse(root.toString().replaceFirst("//[^@]+@", "//no-such-container@"));

    // Then
    for (Use use : uses(backend, elsewhere.child("x"))) {
      assertThatThrownBy(use::run)
          .isInstanceOfSatisfying(
              SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
          .hasMessageContaining("has no container no-such-container");
    }
  }

  @Test
  void shouldSendALargeObjectInBlocksThatNobodySees() throws IOException {
    // Given
    byte[] content = new byte[5 * 1024 * 1024 + 1];
    new Random(1).nextBytes(content);
    Location location = root.child("large");
    try (AzureBackend small = with("part-size = 1 MiB")) {
      // When
      ObjectWriter aborted = small.objects().write(location);
      aborted.write(content);
      aborted.abort();
      aborted.close();
      try (ObjectWriter writer = small.objects().write(location)) {
        writer.write(content);
        assertThat(small.objects().find(location)).isEmpty();
        assertThat(small.objects().list(root)).isEmpty();
      }

      // Then
      try (ObjectReader reader = small.objects().read(location)) {
        ByteBuffer read = ByteBuffer.allocate(content.length);
        reader.readFully(0, read);
        assertThat(read.array()).isEqualTo(content);
      }
    }
  }

  @Test
  void shouldFailToReadOnWhenTheObjectWasReplaced() throws IOException {
    // Given
    Location location = root.child("replaced");
    backend.objects().write(location, new byte[1_000_000]);

    // When
    try (ObjectReader reader = backend.objects().read(location)) {
      backend.objects().write(location, new byte[1_000_000]);

      // Then
      assertThatThrownBy(() -> reader.readFully(500_000, ByteBuffer.allocate(10)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(location.toString())
          .hasMessageContaining("412");
    }
  }

  /** As a hierarchical account shows its folders, and as tools imitate it on a flat one. */
  @Test
  void shouldLeaveFoldersOutAndAlone() throws IOException {
    // Given
    Location folder = root.child("folder");
    new AzureClients(store.storage().azure(), store.storage().connection(), credentials())
        .blob(AzureLocation.of(folder))
        .uploadWithResponse(
            new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(new byte[0]))
                .setMetadata(Map.of("hdi_isfolder", "true")),
            null,
            Context.NONE);

    // Then
    assertThat(backend.objects().find(folder)).isEmpty();
    assertThat(backend.objects().list(root)).isEmpty();
    assertThat(backend.objects().listFrom(root, "")).isEmpty();
    assertThatThrownBy(() -> backend.objects().read(folder))
        .isInstanceOf(NoSuchFileException.class);
    backend.objects().delete(folder);
    assertThatThrownBy(() -> backend.exclusiveCreate().create(folder, new byte[1]))
        .as("it is still there")
        .isInstanceOf(IOException.class);
  }

  @Test
  void shouldBeOfNoUseOnceItIsClosed() throws IOException {
    // When
    Map<String, String> properties = backend.connectorProperties();
    backend.close();

    // Then
    assertThatThrownBy(() -> backend.objects().find(root.child("x")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
    assertThat(properties).isNotEmpty();
  }

  private void assertDenied(AzureBackend denied, String secret) {
    for (Use use : uses(denied, root.child("x"))) {
      assertThatThrownBy(use::run)
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining(root.child("x").toString())
          .hasMessageContaining("check")
          .hasStackTraceContaining("403")
          .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain(secret));
    }
  }

  private static List<Use> uses(AzureBackend of, Location location) {
    return List.of(
        () -> of.objects().find(location),
        () -> of.objects().read(location),
        () -> of.objects().write(location, new byte[1]),
        () -> of.objects().delete(location),
        () -> of.exclusiveCreate().create(location, new byte[1]));
  }

  private void roundTripThroughHadoop(AzureBackend through, Location location) throws IOException {
    byte[] content = new byte[3_000_000];
    new Random(7).nextBytes(content);
    Configuration configuration = new Configuration();
    through.connectorProperties().forEach(configuration::set);
    Path path = new Path(location.uri());
    FileSystem hadoop = path.getFileSystem(configuration);
    try (FSDataOutputStream out = hadoop.create(path, true)) {
      out.write(content);
    }
    assertThat(through.objects().find(location)).map(ObjectSummary::bytes).contains(3_000_000L);
    through.objects().write(location, Arrays.copyOf(content, 10));
    try (FSDataInputStream in = hadoop.open(path)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOf(content, 10));
    }
  }

  private AzureBackend with(String settings) {
    return new AzureBackend(
        AzureConfig.from(
            ConfigFactory.parseString("sluice.storage.azure { " + settings + " }")
                .withFallback(store.config())),
        store.storage().connection());
  }

  private AzureCredentials credentials() {
    return new AzureCredentials(store.storage().azure(), store.storage().connection());
  }

  private String signature(String permissions) throws IOException {
    assumeThat(store.storage().azure().auth()).isEqualTo(AzureAuth.ACCOUNT_KEY);
    return new AzureClients(store.storage().azure(), store.storage().connection(), credentials())
        .container(AzureLocation.of(root))
        .generateSas(
            new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                BlobContainerSasPermission.parse(permissions)));
  }

  private interface Use {
    void run() throws IOException;
  }
}
