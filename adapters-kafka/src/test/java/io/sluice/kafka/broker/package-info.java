/** A real broker for tests. */
package io.sluice.kafka.broker;
