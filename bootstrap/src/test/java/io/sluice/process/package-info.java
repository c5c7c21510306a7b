/** The distribution from outside: real processes, a real broker, a real disk. */
package io.sluice.process;
