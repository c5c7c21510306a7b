package io.sluice.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sluice.bootstrap.SampleEvents;
import io.sluice.ports.fake.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoggingPipelineEventsTest {
  private final ManualClock clock = new ManualClock();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private LoggingPipelineEvents events;

  @BeforeEach
  void open() {
    LoggerContext context = new LoggerContext();
    Logger logger = context.getLogger("test");
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
    lines.setContext(context);
    lines.start();
    events = new LoggingPipelineEvents(logger, clock);
  }

  @Test
  void shouldWriteOneLinePerCommit() {
    // When
    events.polled(12, 400);
    events.committed(SampleEvents.commit(8));

    // Then
    ILoggingEvent line = lines.list.get(0);
    assertThat(line.getLevel()).isEqualTo(Level.INFO);
    assertThat(line.getMessage()).isEqualTo("Committed");
    assertThat(keyValues(line))
        .containsEntry("version", "8")
        .containsEntry("rows", "10")
        .containsEntry("dead_letters", "2")
        .containsEntry("files", "1")
        .containsEntry("bytes", "5000")
        .containsEntry("took_ms", "20")
        .containsEntry("freshness_ms", "4000")
        .containsEntry("conflicts", "3")
        .containsEntry("partitions", "flights-0[100, 112)")
        .containsKey("commit");
  }

  @Test
  void shouldTellOfNewColumns() {
    // When
    events.committed(SampleEvents.commit(8));

    // Then
    assertThat(lines.list).hasSize(2);
    assertThat(lines.list.get(1).getMessage()).isEqualTo("Added columns to the table");
    assertThat(keyValues(lines.list.get(1))).containsEntry("columns", "delay long");
  }

  @Test
  void shouldNeverWriteAPayload() {
    // When
    events.deadLettered(List.of(SampleEvents.deadLetter("my-payload")));

    // Then
    ILoggingEvent line = lines.list.get(0);
    assertThat(line.getLevel()).isEqualTo(Level.WARN);
    assertThat(line.getFormattedMessage() + keyValues(line)).doesNotContain("my-payload");
    assertThat(keyValues(line))
        .containsEntry("first_reason", "TYPE_MISMATCH")
        .containsEntry("first_offset", "7");
  }

  @Test
  void shouldHoldBackWhatRepeatsAndCountIt() {
    // Given
    IOException cause = new IOException("disk\nfull");
    for (int i = 1; i <= 5; i++) {
      events.retrying("write data files", i, Duration.ofSeconds(1), cause);
    }

    // When
    clock.advance(Duration.ofSeconds(11));
    events.retrying("write data files", 6, Duration.ofSeconds(1), cause);

    // Then
    assertThat(lines.list).hasSize(2);
    assertThat(keyValues(lines.list.get(0)))
        .containsEntry("failures", "1")
        .containsEntry("cause", "IOException: disk full")
        .doesNotContainKey("held_back");
    assertThat(keyValues(lines.list.get(1))).containsEntry("held_back", "4");
  }

  @Test
  void shouldNotHoldBackAnotherSubject() {
    // When
    events.retrying("one", 1, Duration.ZERO, new IOException("x"));
    events.retrying("other", 1, Duration.ZERO, new IOException("x"));

    // Then
    assertThat(lines.list).hasSize(2);
  }

  @Test
  void shouldWriteTheNextFailureAfterARecovery() {
    // When
    events.retrying("one", 1, Duration.ZERO, new IOException("x"));
    events.recovered("one");
    events.retrying("one", 1, Duration.ZERO, new IOException("x"));

    // Then
    assertThat(lines.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.WARN, Level.INFO, Level.WARN);
  }

  @Test
  void shouldWarnOfDiscardedAndSkippedRecords() {
    // When
    events.discarded(5, Set.of(SampleEvents.PARTITION), "lost ownership");
    events.skipped(SampleEvents.skip());
    events.reading(SampleEvents.PARTITION, 42);

    // Then
    assertThat(keyValues(lines.list.get(0)))
        .containsEntry("records", "5")
        .containsEntry("reason", "lost ownership");
    assertThat(lines.list.get(1).getLevel()).isEqualTo(Level.WARN);
    assertThat(keyValues(lines.list.get(1))).containsEntry("partitions", "flights-0[5, 12)");
    assertThat(keyValues(lines.list.get(2))).containsEntry("offset", "42");
  }

  private static Map<String, String> keyValues(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
  }
}
