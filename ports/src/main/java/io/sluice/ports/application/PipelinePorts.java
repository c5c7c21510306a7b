package io.sluice.ports.application;

import io.sluice.ports.out.Clock;
import io.sluice.ports.out.DataFileWriter;
import io.sluice.ports.out.DeadLetterSink;
import io.sluice.ports.out.PipelineEvents;
import io.sluice.ports.out.RecordDecoder;
import io.sluice.ports.out.RecordSource;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.Threads;
import io.sluice.ports.out.TopicCatalog;
import java.util.random.RandomGenerator;

/**
 * Everything outside that a pipeline talks to.
 *
 * @param random for identities and back-off; safe for use by several threads
 */
public record PipelinePorts(
    RecordSource source,
    TopicCatalog catalog,
    RecordDecoder decoder,
    DataFileWriter writer,
    TableLog log,
    DeadLetterSink deadLetters,
    PipelineEvents events,
    Clock clock,
    Threads threads,
    RandomGenerator random) {}
