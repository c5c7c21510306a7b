/** Loads, checks and prints the configuration, and documents every key of it. */
package io.sluice.bootstrap.config;
