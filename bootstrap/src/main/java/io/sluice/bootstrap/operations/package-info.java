/** The page that shows a pipeline while it runs, and the data under it. Everything is read-only. */
package io.sluice.bootstrap.operations;
