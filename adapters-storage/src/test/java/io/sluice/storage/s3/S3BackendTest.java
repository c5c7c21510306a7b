package io.sluice.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.application.ExclusiveCreateProbe;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against endpoints that misbehave. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class S3BackendTest {
  private static final Location OBJECT = Location.parse("s3://bucket/folder/object");
  private static final int TWO_PARTS = 16 << 20;

  /** Everything that a backend asks a store for. */
  enum Request {
    FIND {
      @Override
      void send(S3Backend backend) throws IOException {
        backend.objects().find(OBJECT);
      }
    },
    READ {
      @Override
      void send(S3Backend backend) throws IOException {
        backend.objects().read(OBJECT).close();
      }
    },
    LIST {
      @Override
      void send(S3Backend backend) throws IOException {
        backend.objects().list(OBJECT);
      }
    },
    DELETE {
      @Override
      void send(S3Backend backend) throws IOException {
        backend.objects().delete(OBJECT);
      }
    },
    CREATE {
      @Override
      void send(S3Backend backend) throws IOException {
        backend.exclusiveCreate().create(OBJECT, new byte[10]);
      }
    },
    WRITE_AT_ONCE {
      @Override
      void send(S3Backend backend) throws IOException {
        backend.objects().write(OBJECT, new byte[10]);
      }
    },
    WRITE_THROUGH_THE_CONNECTOR {
      @Override
      void send(S3Backend backend) throws IOException {
        try (ObjectWriter writer = backend.objects().write(OBJECT)) {
          writer.write(1);
        }
      }
    };

    abstract void send(S3Backend backend) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void shouldSendEachRequestAsOftenAsConfiguredAndNoOftener(Request request) throws IOException {
    try (StubS3 store = StubS3.answering(503, "ServiceUnavailable");
        S3Backend backend = store.backend(3)) {
      // When
      assertThatThrownBy(() -> request.send(backend))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Cannot ")
          .hasMessageContaining(OBJECT.toString())
          .hasMessageContaining("503");

      // Then
      assertThat(store.requests()).hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellARefusal(Request request) throws IOException {
    try (StubS3 store = StubS3.answering(403, "AccessDenied");
        S3Backend backend = store.backend(3)) {
      assertThatThrownBy(() -> request.send(backend))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining(OBJECT.toString())
          .as("an answer to HEAD has no body that says more than the status")
          .hasMessageMatching(".*the store refuses it \\((AccessDenied|403)\\).*")
          .hasMessageNotContaining("secret");
      assertThat(store.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIST", "READ", "CREATE", "WRITE_AT_ONCE"})
  void shouldTellAClockThatIsOffFromCredentials(Request request) throws IOException {
    try (StubS3 store = StubS3.answering(403, "RequestTimeTooSkewed");
        S3Backend backend = store.backend(3)) {
      assertThatThrownBy(() -> request.send(backend))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("this machine's clock");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIST", "READ", "CREATE", "WRITE_AT_ONCE", "WRITE_THROUGH_THE_CONNECTOR"})
  void shouldNameABucketThatIsNotThere(Request request) throws IOException {
    try (StubS3 store = StubS3.answering(404, "NoSuchBucket");
        S3Backend backend = store.backend(3)) {
      assertThatThrownBy(() -> request.send(backend))
          .isInstanceOfSatisfying(
              SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
          .hasMessageContaining("there is no bucket 'bucket'");
    }
  }

  @Test
  void shouldTellThatAnObjectExists() throws IOException {
    try (StubS3 store = StubS3.answering(412, "PreconditionFailed");
        S3Backend backend = store.backend(3)) {
      assertThatThrownBy(() -> Request.CREATE.send(backend))
          .isInstanceOf(ObjectAlreadyExistsException.class);
      assertThat(store.requests()).containsExactly("PUT /bucket/folder/object");
    }
  }

  @Test
  void shouldAskAgainWhileTheStoreHasNotDecidedBetweenTwoWriters() throws IOException {
    try (StubS3 store = StubS3.answering(409, "ConditionalRequestConflict");
        S3Backend backend = store.backend(2)) {
      assertThatThrownBy(() -> Request.CREATE.send(backend))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(ObjectAlreadyExistsException.class);
      assertThat(store.requests()).hasSize(2);
    }
  }

  @Test
  void shouldTellAMissingObject() throws IOException {
    try (StubS3 store = StubS3.answering(404, "NoSuchKey");
        S3Backend backend = store.backend(3)) {
      assertThat(backend.objects().find(OBJECT)).isEmpty();
      assertThatThrownBy(() -> Request.READ.send(backend)).isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void shouldNotTrustAStoreThatIgnoresTheCondition() throws IOException {
    try (StubS3 store = StubS3.careless();
        S3Backend backend = store.backend(1)) {
      ExclusiveCreateProbe probe =
          new ExclusiveCreateProbe(backend.objects(), backend.exclusiveCreate());
      assertThatThrownBy(() -> probe.require(Location.parse("s3://bucket/table"), new UUID(0, 1)))
          .isInstanceOfSatisfying(
              SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
          .hasMessageContaining("lets a second write replace the first");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndWhenItIsInterrupted(Request request) throws IOException {
    try (StubS3 store = StubS3.answering(503, "ServiceUnavailable");
        S3Backend backend = store.backend(3)) {
      // When
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> request.send(backend)).isInstanceOf(InterruptedIOException.class);

      // Then
      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "WRITE_AT_ONCE", "WRITE_THROUGH_THE_CONNECTOR"})
  void shouldAskForTheConfiguredEncryption(Request request) throws IOException {
    try (StubS3 store = StubS3.careless();
        S3Backend backend =
            store.backend(
                1,
                Map.of(
                    "sluice.storage.s3.encryption.algorithm", "sse-kms",
                    "sluice.storage.s3.encryption.kms-key-id", "key-1"))) {
      // When
      request.send(backend);

      // Then
      assertThat(store.encryptions()).containsExactly("aws:kms key-1");
    }
  }

  @Test
  void shouldLeaveTheEncryptionToTheBucketByDefault() throws IOException {
    try (StubS3 store = StubS3.careless();
        S3Backend backend = store.backend(1)) {
      Request.CREATE.send(backend);
      assertThat(store.encryptions()).containsExactly("null null");
    }
  }

  @Test
  void shouldNeverPublishAnObjectAfterAFailedWrite() throws IOException {
    try (StubS3 store = StubS3.withoutParts();
        S3Backend backend = store.backend(1)) {
      // Given
      ObjectWriter writer = backend.objects().write(OBJECT);
      assertThatThrownBy(() -> writer.write(new byte[TWO_PARTS])).isInstanceOf(IOException.class);

      // When
      assertThatThrownBy(writer::close).hasMessageContaining("an earlier write failed");

      // Then
      assertThat(store.requests()).noneMatch(request -> request.startsWith("PUT"));
      assertThat(backend.objects().find(OBJECT)).isEmpty();
    }
  }

  /** Whoever writes through Hadoop closes in a finally, also after a failure. */
  @Test
  void shouldNotPublishWhatTheCommitEngineCouldNotWrite() throws IOException {
    try (StubS3 store = StubS3.withoutParts();
        S3Backend backend = store.backend(1)) {
      // Given
      Configuration configuration = new Configuration(false);
      backend.connectorProperties().forEach(configuration::set);
      Path path = new Path(OBJECT.uri());
      FSDataOutputStream stream = path.getFileSystem(configuration).create(path, true);
      assertThatThrownBy(() -> stream.write(new byte[TWO_PARTS])).isInstanceOf(IOException.class);

      // When
      assertThatThrownBy(stream::close).isInstanceOf(IOException.class);

      // Then
      assertThat(store.requests()).noneMatch(request -> request.startsWith("PUT"));
    }
  }

  @Test
  void shouldSayThatItIsClosed() throws IOException {
    try (StubS3 store = StubS3.careless()) {
      S3Backend backend = store.backend(1);
      backend.connectorProperties();
      backend.close();
      assertThatThrownBy(() -> backend.objects().find(OBJECT))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }
}
