package io.sluice.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import io.sluice.storage.azure.StubAzure.Request;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against endpoints that misbehave. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AzureBackendTest {
  private static final Location OBJECT =
      Location.parse("abfss://container@account.dfs.core.windows.net/folder/object");
  private static final String KEY = "account-key = c2VjcmV0";
  private static final String SIGNATURE = "sas-token = \"?sv=2026-02-06&sig=s3cr3t%3D\"";
  private static final int MIB = 1 << 20;

  /** Everything that a backend asks a store for. */
  enum Use {
    FIND {
      @Override
      void of(AzureBackend backend) throws IOException {
        backend.objects().find(OBJECT);
      }
    },
    READ {
      @Override
      void of(AzureBackend backend) throws IOException {
        backend.objects().read(OBJECT).close();
      }
    },
    LIST {
      @Override
      void of(AzureBackend backend) throws IOException {
        backend.objects().list(OBJECT);
      }
    },
    LIST_FROM {
      @Override
      void of(AzureBackend backend) throws IOException {
        backend.objects().listFrom(OBJECT, "1");
      }
    },
    DELETE {
      @Override
      void of(AzureBackend backend) throws IOException {
        backend.objects().delete(OBJECT);
      }
    },
    CREATE {
      @Override
      void of(AzureBackend backend) throws IOException {
        backend.exclusiveCreate().create(OBJECT, new byte[10]);
      }
    },
    WRITE_WHOLE {
      @Override
      void of(AzureBackend backend) throws IOException {
        backend.objects().write(OBJECT, new byte[10]);
      }
    },
    WRITE_BLOCKS {
      @Override
      void of(AzureBackend backend) throws IOException {
        backend.objects().write(OBJECT, new byte[2 * MIB]);
      }
    };

    abstract void of(AzureBackend backend) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void shouldSendEachRequestAsOftenAsConfiguredAndNoOftener(Use use) throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.status(503, "ServerBusy"));
        AzureBackend backend = store.backend(2, KEY + ", part-size = 1 MiB")) {
      // When
      assertThatThrownBy(() -> use.of(backend))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Cannot ")
          .hasMessageContaining(OBJECT.toString())
          .hasMessageContaining("503 ServerBusy");

      // Then
      assertThat(store.requests()).hasSize(2);
    }
  }

  @Test
  void shouldCountAnAnswerThatBreaksOffAsAnAttempt() throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.HALF);
        AzureBackend backend = store.backend(2, KEY)) {
      // When
      assertThatThrownBy(() -> Use.READ.of(backend))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Cannot read '" + OBJECT + "'");

      // Then
      assertThat(store.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellARefusalAtOnceAndWithoutTheSignature(Use use) throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.status(403, "AuthorizationPermissionMismatch"));
        AzureBackend backend = store.backend(4, SIGNATURE + ", part-size = 1 MiB")) {
      assertThatThrownBy(() -> use.of(backend))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining(OBJECT.toString())
          .hasMessageContaining("403 AuthorizationPermissionMismatch; check that")
          .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("s3cr3t"));
      assertThat(store.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellARefusalOfSomebodyElse(Use use) throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.page(403));
        AzureBackend backend = store.backend(4, SIGNATURE + ", part-size = 1 MiB")) {
      assertThatThrownBy(() -> use.of(backend))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("403 without a code; check")
          .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("s3cr3t"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotTellTheSignatureWhenTheConnectionBreaks(Use use) throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.SILENCE);
        AzureBackend backend = store.backend(1, SIGNATURE + ", part-size = 1 MiB")) {
      assertThatThrownBy(() -> use.of(backend))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(ObjectAlreadyExistsException.class)
          .hasMessageContaining(OBJECT.toString())
          .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("s3cr3t"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldNameAContainerThatIsNotThere(Use use) throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.status(404, "ContainerNotFound"));
        AzureBackend backend = store.backend(4, KEY + ", part-size = 1 MiB")) {
      assertThatThrownBy(() -> use.of(backend))
          .isInstanceOfSatisfying(
              SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
          .hasMessageContaining("the account account has no container container");
      assertThat(store.requests()).hasSize(1);
    }
  }

  @Test
  void shouldTellAMissingObject() throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.status(404, "BlobNotFound"));
        AzureBackend backend = store.backend(4, KEY)) {
      assertThat(backend.objects().find(OBJECT)).isEmpty();
      assertThat(backend.objects().list(OBJECT)).isEmpty();
      assertThatThrownBy(() -> Use.READ.of(backend)).isInstanceOf(NoSuchFileException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FIND", "READ", "LIST", "CREATE", "WRITE_WHOLE", "WRITE_BLOCKS"})
  void shouldEndWhenItIsInterrupted(Use use) throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.status(503, "ServerBusy"));
        AzureBackend backend = store.backend(4, KEY + ", part-size = 1 MiB")) {
      // When
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> use.of(backend)).isInstanceOf(InterruptedIOException.class);

      // Then
      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    }
  }

  @Test
  void shouldCreateWithOneRequestThatHoldsOnlyWhereNothingIs() throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.created());
        AzureBackend backend = store.backend(4, KEY + ", part-size = 1 MiB")) {
      // When
      backend.exclusiveCreate().create(OBJECT, new byte[3 * MIB]);

      // Then
      assertThat(store.requests())
          .containsExactly(new Request("PUT", "/account/container/folder%2Fobject", "*", "null"));
    }
  }

  /** The port leaves it to the caller to find out whose the object is. */
  @Test
  void shouldTellThatItExistsWhenItsOwnAnswerWasLost() throws IOException {
    try (StubAzure store =
            new StubAzure(StubAzure.SILENCE, StubAzure.status(409, "BlobAlreadyExists"));
        AzureBackend backend = store.backend(2, KEY)) {
      assertThatThrownBy(() -> Use.CREATE.of(backend))
          .isInstanceOf(ObjectAlreadyExistsException.class);
      assertThat(store.requests()).hasSize(2);
    }
  }

  @Test
  void shouldNotTakeAnotherConflictForAnObject() throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.status(409, "ContainerBeingDeleted"));
        AzureBackend backend = store.backend(1, KEY)) {
      assertThatThrownBy(() -> Use.CREATE.of(backend))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(ObjectAlreadyExistsException.class);
    }
  }

  @Test
  void shouldPublishNothingAfterABlockThatFailed() throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.status(503, "ServerBusy"), StubAzure.created());
        AzureBackend backend = store.backend(1, KEY + ", part-size = 1 MiB")) {
      // When
      ObjectWriter writer = backend.objects().write(OBJECT);
      assertThatThrownBy(() -> writer.write(new byte[2 * MIB])).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> writer.write(1)).isInstanceOf(IOException.class);
      assertThatThrownBy(writer::close).isInstanceOf(IOException.class);

      // Then
      assertThat(store.requests()).hasSize(1);
    }
  }

  @Test
  void shouldEncryptWhateverItWrites() throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.created());
        AzureBackend backend =
            store.backend(1, KEY + ", part-size = 1 MiB, encryption-scope = ours")) {
      // When
      Use.CREATE.of(backend);
      Use.WRITE_WHOLE.of(backend);
      Use.WRITE_BLOCKS.of(backend);

      // Then
      assertThat(store.requests())
          .hasSize(5)
          .extracting(Request::encryptionScope)
          .containsOnly("ours");
    }
  }

  @Test
  void shouldAskForTheEndOfALogOnly() throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.status(403, "AuthorizationFailure"));
        AzureBackend backend = store.backend(1, KEY)) {
      assertThatThrownBy(() -> backend.objects().listFrom(OBJECT, "0007"))
          .isInstanceOf(AccessDeniedException.class);
      assertThat(store.requests().get(0).uri())
          .contains("startFrom=folder/object/0007")
          .contains("delimiter=/");
    }
  }

  @Test
  void shouldGiveUpOnAnAddressThatDoesNotAnswer() throws IOException {
    // Given
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    long begin = System.nanoTime();
    try (AzureBackend backend =
        StubAzure.backend(
            StubAzure.config(KEY + ", endpoint = \"http://127.0.0.1:" + free + "/account\""), 2)) {
      // Then
      for (Use use : Use.values()) {
        assertThatThrownBy(() -> use.of(backend))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(OBJECT.toString())
            .hasMessageContaining("ConnectException");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }
  }

  /** Its own count is of repetitions, and there is no second one. */
  @Test
  void shouldLetHadoopsDriverTryAsOften() throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.status(503, "ServerBusy"));
        AzureBackend backend = store.backend(2, KEY)) {
      // When
      Configuration configuration = new Configuration();
      backend.connectorProperties().forEach(configuration::set);
      Path path = new Path(OBJECT.uri());
      assertThatThrownBy(() -> path.getFileSystem(configuration).open(path))
          .isInstanceOf(IOException.class);

      // Then
      assertThat(store.requests()).hasSize(2);
    }
  }

  @Test
  void shouldBeOfNoUseOnceItIsClosed() throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.created())) {
      // Given
      AzureBackend backend = store.backend(1, KEY);
      Configuration configuration = new Configuration();
      Map<String, String> properties = backend.connectorProperties();
      properties.forEach(configuration::set);

      // When
      backend.close();

      // Then
      Path path = new Path(OBJECT.uri());
      assertThatThrownBy(() -> path.getFileSystem(configuration)).hasMessageContaining("closed");
      assertThatThrownBy(() -> Use.FIND.of(backend)).hasMessageContaining("closed");
      assertThat(store.requests()).isEmpty();
    }
  }

  /** As it is outside Kubernetes. */
  @ParameterizedTest
  @EnumSource
  void shouldSayWhatAWorkloadIdentityLacks(Use use) throws IOException {
    try (AzureBackend backend =
        StubAzure.backend(StubAzure.config("auth = workload-identity"), 1)) {
      assertThatThrownBy(() -> use.of(backend))
          .satisfies(
              e ->
                  assertThat(
                          e instanceof AccessDeniedException
                              || (e instanceof SluiceException failure
                                  && failure.code() == ErrorCode.CONFIGURATION))
                      .as("%s", e)
                      .isTrue())
          .hasMessageContaining("workload");
    }
  }

  @Test
  void shouldSayWhatItIs() throws IOException {
    try (StubAzure store = new StubAzure(StubAzure.created());
        AzureBackend backend = store.backend(1, KEY)) {
      assertThat(backend.name()).isEqualTo("azure");
      assertThat(backend.isPartialWriteVisible())
          .as("the driver creates an empty blob before it has the content")
          .isTrue();
    }
  }
}
