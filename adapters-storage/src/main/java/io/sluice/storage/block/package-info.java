/** Reads the keys of a block of the configuration. */
package io.sluice.storage.block;
