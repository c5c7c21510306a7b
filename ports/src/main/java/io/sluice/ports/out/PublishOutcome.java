package io.sluice.ports.out;

/** What came of publishing some records together. Only one of them proves anything. */
public sealed interface PublishOutcome {
  /** Every record is in the topic, on as many replicas as it asks for. */
  record Acknowledged() implements PublishOutcome {}

  /** Too much waits for the topic already; worth repeating soon. */
  record Overloaded() implements PublishOutcome {}

  /**
   * The topic cannot be written to for now, or did not answer in time.
   *
   * @param cause for people, in one line, without any of the payload
   */
  record Unavailable(String cause) implements PublishOutcome {}

  /** A record is larger than the topic takes; repeating it does not help. */
  record TooLarge() implements PublishOutcome {}

  /**
   * The topic refuses for a reason that only its operator can mend.
   *
   * @param cause for people, in one line, without any of the payload
   */
  record Refused(String cause) implements PublishOutcome {}
}
