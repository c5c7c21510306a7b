package io.sluice.bootstrap.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sluice.ports.fake.ManualClock;
import io.sluice.ports.out.PublishOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LastPublishTest {
  private static final PublishOutcome WELL = new PublishOutcome.Acknowledged();
  private static final PublishOutcome REFUSED = new PublishOutcome.Refused("not authorized");
  private static final PublishOutcome AWAY = new PublishOutcome.Unavailable("no answer");

  private final Logger logger = (Logger) LoggerFactory.getLogger(LastPublish.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final ManualClock clock = new ManualClock();
  private final LastPublish last = new LastPublish(clock::monotonicNanos);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void shouldWriteALineForACauseAndNotForEachRequest() {
    // When
    for (int request = 0; request < 1_000; request++) {
      last.became(REFUSED);
      clock.advance(Duration.ofMillis(100));
    }
    last.became(AWAY);
    clock.advance(Duration.ofSeconds(10));
    last.became(WELL);
    last.became(WELL);

    // Then
    assertThat(messages())
        .containsExactly(
            "Kafka does not take events", "Kafka does not take events", "Kafka takes events again");
  }

  @Test
  void shouldWriteALineInTenSecondsWhereCausesAlternate() {
    // When
    for (int request = 0; request < 1_000; request++) {
      last.became(request % 2 == 0 ? REFUSED : WELL);
      clock.advance(Duration.ofMillis(50));
    }

    // Then
    assertThat(messages()).hasSizeBetween(1, 6);
  }

  @Test
  void shouldBelieveInTroubleUntilItIsOverOrOld() {
    // Given
    last.became(REFUSED);
    assertThat(last.trouble().orElseThrow()).contains("permission");
    last.became(AWAY);
    assertThat(last.trouble().orElseThrow()).contains("replicas");

    // When / Then
    last.became(WELL);
    assertThat(last.trouble()).isEmpty();
    last.became(AWAY);
    clock.advance(LastPublish.BELIEVED_FOR.minusNanos(1));
    assertThat(last.trouble()).isPresent();
    clock.advance(Duration.ofNanos(1));
    assertThat(last.trouble()).as("nobody sends to one that is unwell").isEmpty();
  }

  @Test
  void shouldLearnNothingFromARequestThatIsTooLarge() {
    // When
    last.became(REFUSED);
    last.became(new PublishOutcome.TooLarge());
    last.became(new PublishOutcome.Overloaded());

    // Then
    assertThat(last.trouble()).isPresent();
    assertThat(messages()).hasSize(1);
  }

  private List<String> messages() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
