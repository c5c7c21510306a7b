package io.sluice.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import com.typesafe.config.Config;
import io.sluice.bootstrap.config.ConfigLoader;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.RunMode;
import io.sluice.bootstrap.runtime.ServiceLifecycle;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.kafka.client.ClientProperties;
import io.sluice.ports.application.PipelineSettings;
import io.sluice.ports.in.PipelineControl;
import io.sluice.ports.in.PipelineStatus.Phase;
import io.sluice.ports.in.TableInspection;
import io.sluice.ports.out.DeadLetterSink;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.TableReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApplicationModulesTest {
  @TempDir private Path folder;

  @Test
  void shouldPutAPipelineTogetherWithoutTouchingAnything() {
    // When
    Injector injector = ApplicationModules.pipeline(config(), RunMode.FOREVER, List.of());

    // Then
    assertThat(injector.getInstance(PipelineControl.class).status().phase())
        .isEqualTo(Phase.STARTING);
    assertThat(injector.getInstance(ServiceLifecycle.class)).isNotNull();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldHandTheSettingsOn() {
    // Given
    Config config =
        config(
            "sluice.pipeline=other",
            "sluice.flush.max-rows=7",
            "sluice.table.partition-by=origin",
            "sluice.schema.columns=id long",
            "sluice.decode.lanes=3");

    // When
    PipelineSettings settings =
        ApplicationModules.pipeline(config, RunMode.UNTIL_END, List.of())
            .getInstance(PipelineSettings.class);

    // Then
    assertThat(settings.pipeline()).isEqualTo("other");
    assertThat(settings.flush().maxRows()).isEqualTo(7);
    assertThat(settings.limits().lanes()).isEqualTo(3);
    assertThat(settings.table().partitionBy()).containsExactly("origin");
    assertThat(settings.table().declared().orElseThrow().find("id")).isPresent();
    assertThat(settings.table().declared().orElseThrow().find("_kafka_offset")).isPresent();
    assertThat(settings.untilEnd()).isTrue();
  }

  @Test
  void shouldPollNoMoreThanACommitHolds() {
    // Given
    Config small = config("sluice.flush.max-rows=7");
    Config own = config("sluice.flush.max-rows=7", "sluice.kafka.properties.max.poll.records=9");

    // Then
    assertThat(consumer(config())).containsEntry("max.poll.records", 5_000);
    assertThat(consumer(small)).containsEntry("max.poll.records", "7");
    assertThat(consumer(own)).containsEntry("max.poll.records", "9");
  }

  @Test
  void shouldCloseTheDeadLetterTopicWhenItEnds() throws Exception {
    // Given
    Injector injector = pipelineWithDeadLetterTopic(0);

    // When
    injector.getInstance(ServiceLifecycle.class).around(() -> "done");

    // Then
    assertDeadLettersAreRefused(injector);
  }

  @Test
  void shouldCloseTheDeadLetterTopicWhenItsStartFailsHalfWay() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Given
      Injector injector = pipelineWithDeadLetterTopic(taken.getLocalPort());

      // When
      assertThatThrownBy(
              () -> injector.getInstance(ServiceLifecycle.class).around(() -> "not reached"))
          .hasMessageContaining("Cannot listen");

      // Then
      assertDeadLettersAreRefused(injector);
    }
  }

  private Injector pipelineWithDeadLetterTopic(int port) {
    Config config =
        config(
            "sluice.dead-letter.sink=topic",
            "sluice.dead-letter.topic=dead",
            "sluice.http.management.port=" + port);
    return ApplicationModules.pipeline(config, RunMode.FOREVER, List.of());
  }

  private static void assertDeadLettersAreRefused(Injector injector) {
    CommitIdentity id = new CommitIdentity(UUID.randomUUID());
    assertThatThrownBy(() -> sinks(injector).get("topic").store(id, List.of()))
        .hasMessageContaining("it is closed");
  }

  private static Map<String, DeadLetterSink> sinks(Injector injector) {
    return injector.getInstance(Key.get(new TypeLiteral<Map<String, DeadLetterSink>>() {}));
  }

  private static Map<String, Object> consumer(Config config) {
    return ApplicationModules.pipeline(config, RunMode.FOREVER, List.of())
        .getInstance(ClientProperties.class)
        .consumer("group");
  }

  @Test
  void shouldRefuseATableBelowAPlainFile() throws Exception {
    // Given
    Path file = Files.createFile(folder.resolve("file"));
    Config config = config("sluice.table.location=" + file.resolve("table"));

    // When / Then
    try (TableLog log =
        ApplicationModules.pipeline(config, RunMode.FOREVER, List.of())
            .getInstance(TableLog.class)) {
      assertThatThrownBy(log::open)
          .isInstanceOfSatisfying(
              SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE))
          .hasMessageEndingWith(file + " is not a folder");
    }
  }

  @Test
  void shouldPutTheReaderOfTablesTogether() {
    // When
    Injector injector = ApplicationModules.tables(config());

    // Then
    assertThat(injector.getInstance(TableReader.class)).isNotNull();
    assertThat(injector.getInstance(TableInspection.class)).isNotNull();
  }

  @Test
  void shouldSayWhereAWrongValueCameFrom() {
    assertThatThrownBy(
            () ->
                ApplicationModules.pipeline(
                    config("sluice.kafka.on-gap=maybe"), RunMode.FOREVER, List.of()))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("sluice.kafka.on-gap")
        .hasMessageContaining("--set sluice.kafka.on-gap");
  }

  private Config config(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "sluice.table.location=" + folder.resolve("table"), "sluice.kafka.topics=flights"));
    all.addAll(List.of(settings));
    return new ConfigLoader(KeyCatalog.ofClassPath(), Map.of())
        .load(Optional.empty(), all)
        .config();
  }
}
