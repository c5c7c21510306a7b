/** Real time, real threads, signals of the operating system, and services that start and stop. */
package io.sluice.bootstrap.runtime;
