package io.sluice.delta.standalone;

import io.sluice.delta.fixture.AtOnce;
import io.sluice.delta.fixture.FolderBackend;
import io.sluice.delta.fixture.RawLog;
import io.sluice.delta.fixture.SystemTime;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.contract.TableLogContract;
import io.sluice.ports.fake.CommitFault;
import io.sluice.ports.out.TableLog;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class StandaloneTableLogTest extends TableLogContract {
  @TempDir private Path folder;

  @Override
  protected TableLog newWriter(CommitFault... faults) {
    return new StandaloneTableLog(
        new FolderBackend(faults).everywhere(), table(), new SystemTime(), AtOnce.checkpoints());
  }

  @Override
  protected void raiseProtocol(TableVersion after) throws IOException {
    new RawLog(table())
        .append(
            after.next().number(),
            "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,"
                + "\"readerFeatures\":[\"deletionVectors\"],\"writerFeatures\":[\"deletionVectors\"]}}",
            "{\"domainMetadata\":{\"domain\":\"delta.clustering\",\"configuration\":\"{}\",\"removed\":false}}");
  }

  private Location table() {
    return Location.of(folder.resolve("a table"));
  }
}
