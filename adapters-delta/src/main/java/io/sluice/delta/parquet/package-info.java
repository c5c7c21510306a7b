/** Encodes rows by column into Parquet data files of a Delta table, with their statistics. */
package io.sluice.delta.parquet;
