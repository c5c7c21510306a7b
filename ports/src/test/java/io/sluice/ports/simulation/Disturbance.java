package io.sluice.ports.simulation;

/**
 * Something that happens to the world at a time, whatever the processes are at.
 *
 * @param target which writer or partition, where it is about one
 * @param amount how much: milliseconds, a percentage, a kind; as the kind says
 */
record Disturbance(int atMillis, Kind kind, int target, int amount) {
  /** What happens. */
  enum Kind {
    /** A writer is killed; it is started again after {@code amount} milliseconds. */
    KILL,
    /**
     * A writer stands still for {@code amount} milliseconds, and then goes on as if nothing was.
     */
    FREEZE,
    /** A writer is asked to stop; it is started again when it has. */
    STOP,
    /** The group deals its partitions so that most of them move. */
    TURN,
    /** The topic gets one more partition. */
    ADD_PARTITION,
    /** The partition's records that the table holds expire. */
    EXPIRE_READ,
    /** The oldest {@code amount} percent of the partition's records expire, read or not. */
    EXPIRE_UNREAD,
    /** The topic is deleted and created again. */
    RECREATE,
    /** Another application writes an entry that changes nothing of ours. */
    FOREIGN_ENTRY,
    /** Another application writes all rows anew into one file: a compaction. */
    FOREIGN_COMPACTION,
    /** Another application adds a column that records carry too, as text. */
    FOREIGN_COLUMN
  }
}
