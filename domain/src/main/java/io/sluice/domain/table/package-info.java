/** What a table consists of: where it lies, its definition, its data files and their statistics. */
package io.sluice.domain.table;
