/**
 * The composition root: which adapter stands behind which port, and what runs around a pipeline.
 */
package io.sluice.bootstrap.wiring;
