/** Typed failures: a code that decides the exit status, a one-line message and a hint. */
package io.sluice.domain.error;
