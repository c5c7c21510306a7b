package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kafka.broker.EmbeddedBroker;
import io.sluice.process.SluiceProcess.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot work says so in one line, with what to do, and leaves everything as it was. */
@ExtendWith(TestBroker.class)
final class BadInputIT {
  private static final int USAGE = 2;
  private static final int UNAVAILABLE = 69;
  private static final int STORAGE = 74;
  private static final int CONFIGURATION = 78;

  private static final String EMPTY_METADATA =
      """
      {"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["deletionVectors"],\
      "writerFeatures":["deletionVectors"]}}
      {"metaData":{"id":"3f5f4a52-0dd2-4c53-9b0b-5a6d1f9d6a01","format":{"provider":"parquet",\
      "options":{}},"schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[]}",\
      "partitionColumns":[],"configuration":{},"createdTime":1}}
      """;

  @TempDir private Path folder;
  private TableOnDisk table;
  private PipelineFile file;

  @BeforeEach
  void setUp(EmbeddedBroker broker) {
    table = new TableOnDisk(folder.resolve("table"));
    file = new PipelineFile(folder, broker, "flawless", table.folder());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sluice.flush.max-row = 5                       | max-row         | max-rows
          sluice.kafak.topics = [a]                      | sluice.kafak    | sluice.kafka
          sluice.flush.max-rows = many                   | max-rows        | NUMBER
          sluice.flush.max-age = 10 parsecs              | max-age         | parsecs
          sluice.flush.max-bytes = 5 florins             | max-bytes       | florins
          sluice.kafka.start = yesterday                 | sluice.kafka.start | yesterday
          sluice.schema.columns = ["a strnig"]           | sluice.schema   | strnig
          sluice.http.management.port = 70000            | management.port | 70000
          sluice.kafka.properties."group.id" = other     | group.id        | group-id
          sluice.kafka.properties.fetch.min.bytes = few  | fetch.min.bytes | few
          sluice.revoke-timeout = 5 minutes              | revoke-timeout  | max.poll.interval.ms
          sluice { flush {                               | sluice          | .conf
          """)
  void shouldRefuseAConfigurationThatCannotBeMeant(String line, String named, String also) {
    // When
    Outcome outcome = SluiceProcess.run("run", "--config", file.with(line).write());

    // Then
    requireOneLine(outcome, CONFIGURATION, named, also);
    assertThat(table.files()).isEmpty();
  }

  @Test
  void shouldMissTheTopicForDeadLettersBeforeTheFirst(EmbeddedBroker broker) {
    // Given
    topicWithOneEvent(broker, "without-graveyard");
    file.with("sluice.dead-letter { sink = TOPIC, topic = cemetery }");
    String config = file.write();

    // When
    Outcome run = SluiceProcess.run("run", "--config", config);
    Outcome validate = SluiceProcess.run("validate", "--config", config);

    // Then
    requireOneLine(run, CONFIGURATION, "cemetery: it does not exist", "dead-letter.topic");
    validate.requireExit(CONFIGURATION);
    assertThat(validate.out())
        .containsPattern("failed +dead letters: .*cemetery: it does not exist");
    assertThat(validate.errorLines())
        .as("what to do, once")
        .hasSize(1)
        .first()
        .asString()
        .startsWith("hint: ")
        .contains("dead-letter.topic");
    assertThat(table.files()).isEmpty();
  }

  @Test
  void shouldRefuseAFileThatIsNotThere() {
    requireOneLine(
        SluiceProcess.run("run", "--config", "/nowhere/sluice.conf"),
        CONFIGURATION,
        "/nowhere/sluice.conf");
  }

  @ParameterizedTest
  @CsvSource({"run --config", "rum", "run --until-never", "table", "table read"})
  void shouldRefuseACommandLineThatCannotBeMeant(String arguments) {
    // When
    Outcome outcome = SluiceProcess.run(arguments.split(" ", -1));

    // Then
    outcome.requireExit(USAGE);
    assertThat(outcome.err()).doesNotContain("Exception").contains("sluice: ");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void shouldRefuseAnEnvironmentThatCannotBeMeant() {
    requireOneLine(
        SluiceProcess.run(Map.of("SLUICE_FLUSH_MAX_AGE", "soon"), "run", "--config", file.write()),
        CONFIGURATION,
        "SLUICE_FLUSH_MAX_AGE");
  }

  @Test
  void shouldGiveUpOnABrokerThatDoesNotAnswer() {
    // Given
    file.with("sluice.kafka.bootstrap-servers = [\"127.0.0.1:1\"]")
        .with("sluice.kafka.request-timeout = 2 s");

    // When
    Outcome outcome = SluiceProcess.run("run", "--config", file.write());

    // Then
    requireOneLine(outcome, UNAVAILABLE, "127.0.0.1:1");
    assertThat(table.files()).isEmpty();
  }

  @Test
  void shouldNameTheTopicThatDoesNotExist(EmbeddedBroker broker) {
    // Given
    broker.createTopic("purchases", 1);
    file.with("sluice.kafka.topics = [\"purchase\"]");

    // When
    Outcome outcome = SluiceProcess.run("run", "--config", file.write());

    // Then
    requireOneLine(outcome, CONFIGURATION, "purchase", "purchases");
    assertThat(table.files()).isEmpty();
  }

  @Test
  void shouldNotWriteAmongForeignFiles(EmbeddedBroker broker) throws IOException {
    // Given
    topicWithOneEvent(broker, "foreign");
    Files.createDirectories(table.folder());
    Files.writeString(table.folder().resolve("holiday.jpg"), "not ours");
    Map<Path, Long> before = table.files();

    // When
    Outcome outcome = SluiceProcess.run("run", "--config", file.write(), "--until-end");

    // Then
    requireOneLine(outcome, CONFIGURATION, "holiday.jpg");
    assertThat(table.files()).isEqualTo(before);
  }

  @Test
  void shouldNotWriteATableOfANewerProtocol(EmbeddedBroker broker) throws IOException {
    // Given
    topicWithOneEvent(broker, "newer");
    Path log = Files.createDirectories(table.folder().resolve("_delta_log"));
    Files.writeString(log.resolve("00000000000000000000.json"), EMPTY_METADATA);
    Map<Path, Long> before = table.files();

    // When
    Outcome outcome = SluiceProcess.run("run", "--config", file.write(), "--until-end");

    // Then
    requireOneLine(outcome, CONFIGURATION, "protocol", "7");
    assertThat(table.files()).isEqualTo(before);
  }

  @Test
  void shouldRefuseAPlaceWhereNoFolderCanBe(EmbeddedBroker broker) throws IOException {
    // Given
    topicWithOneEvent(broker, "blocked");
    Path blocked = Files.writeString(folder.resolve("a-file"), "in the way");
    file.with("sluice.table.location = \"" + blocked.resolve("table") + "\"");

    // When
    Outcome outcome = SluiceProcess.run("run", "--config", file.write(), "--until-end");

    // Then
    requireOneLine(outcome, STORAGE, "a-file is not a folder");
    assertThat(blocked).hasContent("in the way");
  }

  @Test
  void shouldRefuseAManagementPortThatIsTaken(EmbeddedBroker broker) throws IOException {
    // Given
    topicWithOneEvent(broker, "taken");
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      file.with("sluice.http.management.port = " + socket.getLocalPort());

      // When
      Outcome outcome = SluiceProcess.run("run", "--config", file.write(), "--until-end");

      // Then
      requireOneLine(outcome, CONFIGURATION, String.valueOf(socket.getLocalPort()));
      assertThat(table.files()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"describe", "read", "verify"})
  void shouldSayThatThereIsNoTable(String command) {
    // When
    Outcome outcome = SluiceProcess.run("table", command, table.folder().toString());

    // Then
    requireOneLine(outcome, CONFIGURATION, table.folder().toString());
    assertThat(table.files()).isEmpty();
    assertThat(outcome.out()).isEmpty();
  }

  private void topicWithOneEvent(EmbeddedBroker broker, String topic) {
    broker.createTopic(topic, 1);
    broker.produce(topic, 0, SteadyProducer.plainEvent(0));
    file.with("sluice.kafka.topics = [\"" + topic + "\"]");
  }

  private static void requireOneLine(Outcome outcome, int exitCode, String... named) {
    outcome.requireExit(exitCode);
    assertThat(outcome.errorLines().stream().filter(line -> line.startsWith("sluice: ")))
        .as("lines that say what is wrong: %s", outcome)
        .hasSize(1);
    assertThat(outcome.err())
        .as("what is wrong, and what to do")
        .contains(named)
        .contains("hint: ")
        .doesNotContain("\tat ");
  }
}
