/** The types a table's columns have, how schemas are written down, and how they grow. */
package io.sluice.domain.schema;
