package io.sluice.ports.simulation;

/** What keeps the table right, each of which can be taken out to see that something goes wrong. */
public enum Mechanism {
  REREAD_BEFORE_ATTEMPT(
      "the rules decide anew after a conflict",
      "a commit that meets another one moves to the next version as it is"),
  FENCING("the fence", "a commit goes on although the table's offset is not where it begins"),
  REREAD_AFTER_UNKNOWN(
      "the log is read after an unknown outcome",
      "a commit without an answer is sent again as the newest version"),
  DROP_ON_REVOKE("wait or drop on revoke", "nobody is told that partitions were revoked or lost"),
  SEEK_TO_TABLE("the seek to the table's offset", "reading goes on from the group's own offset"),
  EXCLUSIVE_CREATE("exclusive create", "the store overwrites a log entry that exists"),
  DURABLE_DATA_FILES(
      "data files are durable before the commit", "a data file is written after the commit"),
  DURABLE_DEAD_LETTERS(
      "dead letters are durable before the commit", "dead letters are stored after the commit");

  private final String title;
  private final String without;

  Mechanism(String title, String without) {
    this.title = title;
    this.without = without;
  }

  /** What it is. */
  String title() {
    return title;
  }

  /** What happens when it is taken out. */
  String without() {
    return without;
  }
}
