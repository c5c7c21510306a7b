/** The whole path on one machine: a real broker in this JVM, real events, a table on the disk. */
package io.sluice.bootstrap.demo;
