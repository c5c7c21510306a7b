/** Log lines: how they look, and what the pipeline writes into them. */
package io.sluice.bootstrap.logging;
