/** What the benchmarks of several modules share. */
package io.sluice.ports.jmh;
