package io.sluice.bootstrap.operations;

import java.time.Duration;

/**
 * Which pipeline a page shows.
 *
 * @param table where its table lies
 * @param flushMaxAge how long records wait for a commit at most
 */
public record PipelineIdentity(String pipeline, String table, Duration flushMaxAge) {}
