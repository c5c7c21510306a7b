package io.sluice.bootstrap.ingest;

/** A request that is not accepted. Nothing of it has gone to the topic. */
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
