/** What every Kafka client here shares: its properties and the wording of its failures. */
package io.sluice.kafka.client;
