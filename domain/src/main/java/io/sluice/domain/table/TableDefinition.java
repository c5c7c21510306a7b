package io.sluice.domain.table;

import io.sluice.domain.schema.TableSchema;
import java.util.List;
import java.util.Map;

/**
 * What a table is, apart from its content.
 *
 * @param schema its columns
 * @param partitionColumns names of the columns whose values make the folders, in order
 * @param properties the table's {@code delta.*} and other properties
 */
public record TableDefinition(
    TableSchema schema, List<String> partitionColumns, Map<String, String> properties) {
  public TableDefinition {
    partitionColumns = List.copyOf(partitionColumns);
    properties = Map.copyOf(properties);
    for (String column : partitionColumns) {
      if (schema.indexOf(column) < 0) {
        throw new IllegalArgumentException("partition column " + column + " is not in the schema");
      }
    }
  }

  public TableDefinition withSchema(TableSchema newSchema) {
    return new TableDefinition(newSchema, partitionColumns, properties);
  }
}
