/**
 * The command line. What picocli has to load for {@code --help} names no library but picocli
 * itself: the work is behind the commands, in classes that are loaded when a command runs.
 */
package io.sluice.bootstrap.cli;
