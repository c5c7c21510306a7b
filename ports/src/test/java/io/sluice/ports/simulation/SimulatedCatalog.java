package io.sluice.ports.simulation;

import io.sluice.domain.commit.StartPolicy;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import io.sluice.ports.fake.FakeTopicCatalog;
import io.sluice.ports.out.TopicCatalog;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What Kafka says of the topics, if it answers. */
final class SimulatedCatalog implements TopicCatalog {
  private final World world;
  private final FakeTopicCatalog catalog;
  private final SimulatedProcess process;

  SimulatedCatalog(World world, FakeTopicCatalog catalog, SimulatedProcess process) {
    this.world = world;
    this.catalog = catalog;
    this.process = process;
  }

  @Override
  public List<SourcePartition> partitions() {
    ask();
    return catalog.partitions();
  }

  @Override
  public Map<SourcePartition, OffsetRange> available(Collection<SourcePartition> partitions) {
    ask();
    return catalog.available(partitions);
  }

  @Override
  public Map<SourcePartition, Long> starts(
      Collection<SourcePartition> partitions, StartPolicy policy) {
    ask();
    return catalog.starts(partitions, policy);
  }

  private void ask() {
    world.call(process);
    world.travel(process);
    if (world.strikes(Fault.CATALOG_FAILS, process)) {
      throw new SluiceException(ErrorCode.UNAVAILABLE, "simulated: no broker answers", "");
    }
  }

  @Override
  public void close() {
    // holds nothing
  }
}
