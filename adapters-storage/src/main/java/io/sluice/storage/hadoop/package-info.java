/** What the backends that have a Hadoop connector share. */
package io.sluice.storage.hadoop;
