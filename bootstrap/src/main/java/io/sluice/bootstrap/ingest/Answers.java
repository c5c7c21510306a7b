package io.sluice.bootstrap.ingest;

import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers other than the good one. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  static void write(Context context, Problem problem) {
    context.status(problem.status().code()).contentType("application/json");
    problem
        .retryAfter()
        .ifPresent(seconds -> context.header("Retry-After", Long.toString(seconds)));
    if (problem.endsConnection()) {
      context.header("Connection", "close");
    }
    context.result(AnswerText.of(problem));
  }

  /** Logs a defect of ours; whoever asked hears nothing of it. */
  static Problem failed(Throwable cause) {
    LOG.atError().setCause(cause).log("Cannot answer");
    return new Problem(
        Problem.Status.FAILED,
        "failed",
        "The server failed; its log says how",
        "",
        "send it again");
  }
}
