/** Dead letters beside the table's data. */
package io.sluice.delta.deadletter;
