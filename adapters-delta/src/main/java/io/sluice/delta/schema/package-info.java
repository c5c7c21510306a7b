/** Schemas as the Delta protocol writes them down, and which of them Sluice can write. */
package io.sluice.delta.schema;
