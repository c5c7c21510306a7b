/** Takes events over HTTP and answers for them once they are durable in their topic. */
package io.sluice.bootstrap.ingest;
