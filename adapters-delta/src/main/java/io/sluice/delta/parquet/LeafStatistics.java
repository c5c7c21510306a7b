package io.sluice.delta.parquet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** What Parquet found out about each leaf column while a file was written, over all row groups. */
final class LeafStatistics {
  private final Map<ColumnPath, Statistics<?>> leaves = new HashMap<>();

  static LeafStatistics of(ParquetMetadata footer) {
    LeafStatistics statistics = new LeafStatistics();
    for (BlockMetaData group : footer.getBlocks()) {
      group.getColumns().forEach(statistics::add);
    }
    return statistics;
  }

  private void add(ColumnChunkMetaData chunk) {
    Statistics<?> known = leaves.get(chunk.getPath());
    if (known == null) {
      leaves.put(chunk.getPath(), chunk.getStatistics().copy());
    } else {
      known.mergeStatistics(chunk.getStatistics());
    }
  }

  /** Of the leaf at the path. */
  Statistics<?> of(List<String> path) {
    return leaves.get(ColumnPath.get(path.toArray(String[]::new)));
  }
}
