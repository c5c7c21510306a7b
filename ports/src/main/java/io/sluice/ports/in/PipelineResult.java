package io.sluice.ports.in;

/**
 * What a run has done.
 *
 * @param rows rows committed by it
 * @param deadLetters dead letters stored by it
 * @param commits log entries written by it
 * @param reachedEnd whether it ended because the topics' end was reached
 */
public record PipelineResult(long rows, long deadLetters, long commits, boolean reachedEnd) {}
