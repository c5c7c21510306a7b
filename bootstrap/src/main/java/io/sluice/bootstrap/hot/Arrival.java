package io.sluice.bootstrap.hot;

import java.time.Instant;
import java.util.Optional;

/**
 * An event that is in the hot store.
 *
 * @param timestamp when it happened, by its sender's clock
 * @param produced when it reached Kafka, to the second; empty where a row does not say
 */
public record Arrival(
    String eventId, String eventType, Instant timestamp, Optional<Instant> produced) {}
