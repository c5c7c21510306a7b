/**
 * Rows as column vectors over primitive arrays: appended to by one decoder, then read by one
 * encoder. Nothing here is safe for use by two threads at a time.
 */
package io.sluice.domain.column;
