/** Writes to Kafka: the group's offsets, and dead letters. */
package io.sluice.kafka.publish;
