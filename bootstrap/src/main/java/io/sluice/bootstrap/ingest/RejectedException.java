package io.sluice.bootstrap.ingest;

/** A request that is not accepted. What Kafka refuses may have gone in part. */
final class RejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  RejectedException(Problem problem) {
    // No stack trace: it is an answer to somebody else, and comes at the rate of bad requests.
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
