package io.sluice.ports.application;

import io.sluice.ports.in.PipelineResult;

/** What a run has committed so far. For the polling thread. */
final class Totals {
  private long rows;
  private long deadLetters;
  private long commits;

  void add(CommitLane.Answer answer) {
    rows += answer.rows();
    deadLetters += answer.deadLetters();
    commits++;
  }

  PipelineResult result(boolean reachedEnd, boolean settled) {
    return new PipelineResult(rows, deadLetters, commits, reachedEnd, settled);
  }
}
