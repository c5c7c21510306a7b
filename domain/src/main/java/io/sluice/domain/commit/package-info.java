/**
 * The exactly-once rules: what a log entry must hold, when one may be written, what a conflict or a
 * lost answer means, where reading starts. Pure: time, randomness and tables' contents are
 * arguments.
 */
package io.sluice.domain.commit;
