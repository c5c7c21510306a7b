/** What the pipeline tells about itself, as numbers. */
package io.sluice.bootstrap.metrics;
