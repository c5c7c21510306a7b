package io.sluice.ports.in;

/**
 * What a run has done.
 *
 * @param rows rows committed by it
 * @param deadLetters dead letters stored by it
 * @param commits log entries with records or gaps written by it; those that only say where a
 *     partition begins are not counted
 * @param reachedEnd whether it ended because the topics' end was reached
 * @param settled whether the table holds everything that was read; what it does not hold is read
 *     again by the next run
 */
public record PipelineResult(
    long rows, long deadLetters, long commits, boolean reachedEnd, boolean settled) {}
