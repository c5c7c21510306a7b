package io.sluice.ports.application;

import io.sluice.domain.commit.CommitRule;
import io.sluice.domain.commit.CommitRules;
import io.sluice.ports.in.PipelineControl;
import java.util.function.UnaryOperator;

/** Makes pipelines that commit under rules which a test has changed. */
public final class PipelineUnderRules {
  private PipelineUnderRules() {}

  public static PipelineControl create(
      PipelineSettings settings, PipelinePorts ports, UnaryOperator<CommitRule> change) {
    CommitRules rules =
        new CommitRules(settings.table().partitionBy(), settings.table().properties());
    return new Pipeline(settings, ports, change.apply(rules));
  }
}
