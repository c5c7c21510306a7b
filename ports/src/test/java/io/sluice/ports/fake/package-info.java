/** The ports in memory: scripted by a test, and strict about what callers may do. */
package io.sluice.ports.fake;
