/** Probes and metrics for whoever operates a pipeline. */
package io.sluice.bootstrap.http;
