package io.sluice.ports.simulation;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import io.sluice.ports.fake.InMemoryDataFiles;
import io.sluice.ports.out.DataFileWriter;
import java.io.IOException;
import java.util.List;

/** Data files over a store that fails. */
final class SimulatedFiles implements DataFileWriter {
  private final World world;
  private final InMemoryDataFiles files;
  private final SimulatedProcess process;

  SimulatedFiles(World world, InMemoryDataFiles files, SimulatedProcess process) {
    this.world = world;
    this.files = files;
    this.process = process;
  }

  @Override
  public List<DataFile> write(
      ColumnBatch rows, CommitIdentity id, int lane, List<String> partitionBy) throws IOException {
    world.call(process);
    world.travel(process);
    if (world.strikes(Fault.FILE_FAILS, process)) {
      throw new IOException("simulated: no space left");
    }
    List<DataFile> written = files.write(rows, id, lane, partitionBy);
    world.call(process);
    if (world.strikes(Fault.FILE_ANSWER_LOST, process)) {
      throw new IOException("simulated: the answer was lost");
    }
    return written;
  }

  @Override
  public void requireSplittable(TableSchema schema, List<String> partitionBy) {
    files.requireSplittable(schema, partitionBy);
  }
}
