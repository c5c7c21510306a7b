/** Reads records as a member of a consumer group, and asks the cluster about its topics. */
package io.sluice.kafka.source;
