/** Kafka behind the ports: its module and its settings. */
package io.sluice.kafka;
