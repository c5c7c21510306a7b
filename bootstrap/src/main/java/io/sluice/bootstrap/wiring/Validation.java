package io.sluice.bootstrap.wiring;

import io.sluice.domain.commit.StartDecision;
import io.sluice.domain.commit.StartRule;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import io.sluice.kafka.source.DeadLetterTopicCheck;
import io.sluice.ports.application.PipelineSettings;
import io.sluice.ports.application.TableFit;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.TopicCatalog;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Tries what a run would do first, without writing anything. */
public final class Validation {
  private final PipelineSettings settings;
  private final TopicCatalog catalog;
  private final DeadLetterTopicCheck deadLetters;
  private final TableLog log;
  private final TableFit fit;

  Validation(
      PipelineSettings settings,
      TopicCatalog catalog,
      DeadLetterTopicCheck deadLetters,
      TableLog log,
      TableFit fit) {
    this.settings = settings;
    this.catalog = catalog;
    this.deadLetters = deadLetters;
    this.log = log;
    this.fit = fit;
  }

  /**
   * Checks in the order of a start; what rests on something that failed is left out.
   *
   * @param findings gets each as soon as it is known
   */
  public void check(Consumer<Finding> findings) {
    findings.accept(Finding.ok("configuration", "every key and value can be used"));
    Optional<List<SourcePartition>> partitions = topics(findings);
    deadLetters(findings);
    Optional<TableView> table = table(findings);
    if (partitions.isPresent() && table.isPresent()) {
      offsets(partitions.get(), table.get(), findings);
    }
  }

  private Optional<List<SourcePartition>> topics(Consumer<Finding> findings) {
    try {
      List<SourcePartition> partitions = catalog.partitions();
      long topics = partitions.stream().map(SourcePartition::topic).distinct().count();
      findings.accept(
          Finding.ok("topics", topics + " with " + partitions.size() + " partitions in all"));
      return Optional.of(partitions);
    } catch (SluiceException e) {
      findings.accept(Finding.failed("topics", e));
      return Optional.empty();
    }
  }

  private void deadLetters(Consumer<Finding> findings) {
    try {
      deadLetters.require().ifPresent(found -> findings.accept(Finding.ok("dead letters", found)));
    } catch (SluiceException e) {
      findings.accept(Finding.failed("dead letters", e));
    }
  }

  private Optional<TableView> table(Consumer<Finding> findings) {
    try {
      TableView view = log.open();
      fit.require(view);
      String text =
          view.version().exists()
              ? "at version " + view.version()
              : "not there yet, the first commit creates it";
      findings.accept(Finding.ok("table", settings.table().name() + " " + text));
      return Optional.of(view);
    } catch (SluiceException e) {
      findings.accept(Finding.failed("table", e));
    } catch (IOException e) {
      findings.accept(
          Finding.failed(
              "table",
              new SluiceException(
                  ErrorCode.STORAGE,
                  "Cannot read the table at " + settings.table().name() + ": " + e.getMessage(),
                  "check that the store can be reached",
                  e)));
    }
    return Optional.empty();
  }

  private void offsets(
      List<SourcePartition> partitions, TableView table, Consumer<Finding> findings) {
    try {
      Map<SourcePartition, OffsetRange> available = catalog.available(partitions);
      Map<SourcePartition, Long> starts = catalog.starts(partitions, settings.start());
      StartRule rule = new StartRule(settings.pipeline(), settings.onGap());
      long waiting = 0;
      for (SourcePartition partition : partitions) {
        StartDecision decision =
            rule.decide(
                table.progress(), partition, available.get(partition), starts.get(partition));
        waiting += available.get(partition).to() - next(decision);
      }
      findings.accept(Finding.ok("offsets", waiting + " to be read"));
    } catch (SluiceException e) {
      findings.accept(Finding.failed("offsets", e));
    }
  }

  private static long next(StartDecision decision) {
    if (decision instanceof StartDecision.Resume resume) {
      return resume.offset();
    }
    if (decision instanceof StartDecision.Begin begin) {
      return begin.offset();
    }
    if (decision instanceof StartDecision.Skip skip) {
      return skip.gap().to();
    }
    StartDecision.Refuse refuse = (StartDecision.Refuse) decision;
    throw new SluiceException(ErrorCode.DATA_POLICY, refuse.reason(), refuse.hint());
  }

  /**
   * What one check came to.
   *
   * @param subject what was looked at
   * @param text what was found
   * @param failure empty where all is well
   */
  public record Finding(String subject, String text, Optional<SluiceException> failure) {
    static Finding ok(String subject, String text) {
      return new Finding(subject, text, Optional.empty());
    }

    static Finding failed(String subject, SluiceException failure) {
      return new Finding(subject, failure.getMessage(), Optional.of(failure));
    }

    /** {@code ok} or {@code failed}. */
    public String verdict() {
      return failure.isPresent() ? "failed" : "ok";
    }
  }
}
