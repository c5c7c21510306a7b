package io.sluice.domain.commit;

/** Says whether a committable may become the entry after a version of the table. */
@FunctionalInterface
public interface CommitRule {
  CommitDecision decide(TableView view, Committable committable);
}
