package io.sluice.ports.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.commit.CommitRules;
import io.sluice.domain.commit.Committable;
import io.sluice.ports.contract.Committables;
import io.sluice.ports.fake.ManualClock;
import io.sluice.ports.fake.RecordedEvents;
import io.sluice.ports.fake.SharedTable;
import io.sluice.ports.out.Clock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CommitLoopTest {
  private static final int OWN = 0;
  private static final int RIVALS = 1;
  private static final int SLEEPS_WITH_A_RIVAL = 20;

  private final SharedTable table = new SharedTable();
  private final BusyNights clock = new BusyNights();
  private final List<Exception> troubles = new ArrayList<>();
  private long rivalOffset;
  private CommitLoop loop;

  @BeforeEach
  void setUp() throws IOException {
    table.redefine(Committables.DEFINITION);
    table.append(Committables.beginning(OWN, 0));
    table.append(Committables.beginning(RIVALS, 0));
    Retry retry = new Retry(clock, new Random(1), new Troubles(new Events()));
    CommitRules rules = new CommitRules(List.of(), Map.of());
    loop = new CommitLoop(table.open(), rules, clock, new Random(1), retry);
    loop.open();
  }

  private void rivalCommits() {
    table.append(Committables.rows(RIVALS, rivalOffset, rivalOffset + 10));
    rivalOffset += 10;
  }

  @Test
  void shouldNotStarveBesideAWriterThatCommitsWhileItSleeps() throws InterruptedException {
    // Given
    Committable committable = Committables.rows(OWN, 0, 10);
    table.beforeNextAttempt(this::rivalCommits);

    // When
    CommitResult result = loop.commit(committable, new Generation());

    // Then
    assertThat(result).isInstanceOf(CommitResult.Landed.class);
    assertThat(((CommitResult.Landed) result).conflicts())
        .as("only what came between its decision and its attempt")
        .isEqualTo(1);
  }

  @Test
  void shouldTellTheLostAnswerWhereTheLogCannotBeReadAfterIt() throws InterruptedException {
    // Given
    table.order(SharedTable.Fault.ANSWER_LOST);
    table.beforeNextAttempt(() -> table.setReadable(false));

    // When
    CommitResult result = loop.commit(Committables.rows(OWN, 0, 10), new Generation());

    // Then
    assertThat(result).isInstanceOf(CommitResult.Landed.class);
    assertThat(troubles).hasSize(1);
    assertThat(troubles.get(0)).hasMessageContaining("the store does not answer");
    assertThat(troubles.get(0).getSuppressed())
        .extracting(Throwable::getMessage)
        .containsExactly("connection reset");
  }

  /** Keeps what was tried again. */
  private final class Events extends RecordedEvents {
    @Override
    public void retrying(String what, int failures, Duration delay, Exception cause) {
      troubles.add(cause);
    }
  }

  /** Whoever sleeps wakes up after another one's commit. */
  private final class BusyNights implements Clock {
    private final ManualClock time = new ManualClock();
    private int sleeps;

    @Override
    public Instant now() {
      return time.now();
    }

    @Override
    public long monotonicNanos() {
      return time.monotonicNanos();
    }

    @Override
    public void sleep(Duration duration) {
      time.sleep(duration);
      table.setReadable(true);
      if (++sleeps <= SLEEPS_WITH_A_RIVAL) {
        rivalCommits();
      }
    }
  }
}
