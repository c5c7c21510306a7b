package io.sluice.bootstrap.ingest;

import io.javalin.http.Context;
import io.sluice.bootstrap.config.IngestConfig;
import io.sluice.bootstrap.metrics.IngestMeters;
import io.sluice.kafka.decode.StrictUtf8;
import io.sluice.ports.out.EventPublisher;
import io.sluice.ports.out.OutgoingRecord;
import io.sluice.ports.out.PublishOutcome;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code POST /events}: reads the body as it comes, hands all of its events or none to the
 * publisher, and answers when that does. No thread waits in between.
 */
final class EventsHandler {
  private static final int ACCEPTED = 202;
  private static final long RETRY_SOON = 1;
  private static final long RETRY_LATER = 5;
  private static final Problem BODY_TIMEOUT =
      new Problem(
          Problem.Status.TIMEOUT,
          "body_timeout",
          "The body took too long to arrive",
          "",
          "send it again");

  private final IngestConfig.Limits limits;
  private final IngestConfig.Access access;
  private final EventPublisher publisher;
  private final IngestMeters meters;
  private final Executor executor;
  private final EventFormats formats;
  private final ApiKeys keys;
  private final ClientLimits clients;
  private final LastPublish last = new LastPublish(System::nanoTime);

  /**
   * Answers with what the publisher answers.
   *
   * @param executor where answers are written: the publisher's threads are not to be kept
   */
  EventsHandler(
      IngestConfig config, EventPublisher publisher, IngestMeters meters, Executor executor) {
    this.limits = config.limits();
    this.access = config.access();
    this.publisher = publisher;
    this.meters = meters;
    this.executor = executor;
    this.formats = new EventFormats(config);
    this.keys = new ApiKeys(access.apiKeys());
    this.clients = new ClientLimits(limits.perSecond());
  }

  /** Works on a request that is asynchronous already; what comes back has written the answer. */
  CompletableFuture<Void> handle(Context context) {
    CompletableFuture<Published> published;
    try {
      published = accept(context.req());
    } catch (RejectedException | IOException e) {
      published = CompletableFuture.failedFuture(e);
    }
    return published.handleAsync(
        (events, failure) -> {
          if (failure == null) {
            answer(context, events);
          } else {
            Answers.write(context, problem(failure));
          }
          return null;
        },
        executor);
  }

  private void answer(Context context, Published published) {
    last.became(published.outcome());
    if (published.outcome() instanceof PublishOutcome.Acknowledged) {
      meters.accepted(published.events(), published.bytes());
      context.status(ACCEPTED).contentType("application/json");
      context.result(AnswerText.accepted(published.events()));
    } else {
      Answers.write(context, problem(published.outcome()));
    }
  }

  /** Why the last events did not get into the topic, for strangers; empty where they did. */
  Optional<String> trouble() {
    return last.trouble();
  }

  /** What came of the events of one request. */
  private record Published(PublishOutcome outcome, int events, long bytes) {}

  private CompletableFuture<Published> accept(HttpServletRequest request) throws IOException {
    clients.count(client(request));
    EventFormat format = formats.of(header(request, "Content-Type"), headers(request));
    ContentCoding coding = ContentCoding.of(header(request, "Content-Encoding"));
    return RequestBody.read(request, limits.bodyBytes())
        .orTimeout(limits.requestTimeout().toNanos(), TimeUnit.NANOSECONDS)
        .thenCompose(body -> publish(format.read(text(coding.decode(body, limits.bodyBytes())))));
  }

  /** Whose request it is; that of nobody who may send is rejected. */
  private String client(HttpServletRequest request) {
    if (keys.areRequired()) {
      OptionalInt key = keys.find(header(request, "X-API-Key"));
      if (key.isEmpty()) {
        throw new Problem(
                Problem.Status.UNAUTHORIZED,
                "unauthorized",
                "The request has no valid API key",
                "",
                "send it as X-API-Key")
            .toException();
      }
      return "key " + key.getAsInt();
    }
    String last = access.trustForwardedFor() ? lastForwarded(request) : "";
    return last.isEmpty() ? request.getRemoteAddr() : last;
  }

  /** What the proxy wrote: the end of the last line, whatever lines the client sent before. */
  private static String lastForwarded(HttpServletRequest request) {
    String last = "";
    for (String line : Collections.list(request.getHeaders("X-Forwarded-For"))) {
      last = line;
    }
    return last.substring(last.lastIndexOf(',') + 1).strip();
  }

  private static String header(HttpServletRequest request, String name) {
    return Objects.requireNonNullElse(request.getHeader(name), "");
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), header(request, name));
    }
    return headers;
  }

  private static byte[] text(byte[] body) {
    int fault = StrictUtf8.firstFault(body);
    if (fault >= 0) {
      throw Problem.invalid(
              "invalid_encoding",
              "The body is not valid Unicode in UTF-8, at byte " + fault,
              "",
              "send UTF-8 without a byte order mark")
          .toException();
    }
    return body;
  }

  /** Nothing more happens on the publisher's thread than this. */
  private CompletableFuture<Published> publish(List<OutgoingRecord> records) {
    long bytes = records.stream().mapToLong(each -> each.value().length).sum();
    return publisher
        .publish(records)
        .thenApply(outcome -> new Published(outcome, records.size(), bytes));
  }

  /** What the topic's own words are is for the operator; strangers only hear what to do. */
  private static Problem problem(PublishOutcome outcome) {
    if (outcome instanceof PublishOutcome.Overloaded) {
      return new Problem(
              Problem.Status.UNAVAILABLE,
              "overloaded",
              "Too many events wait for Kafka",
              "",
              "send it again")
          .after(RETRY_SOON);
    }
    if (outcome instanceof PublishOutcome.TooLarge) {
      return new Problem(
          Problem.Status.TOO_LARGE,
          "event_too_large",
          "An event is larger than the topic takes",
          "",
          "send less in one event; its max.message.bytes is the limit");
    }
    return new Problem(
            Problem.Status.UNAVAILABLE,
            "kafka_unavailable",
            "Kafka did not acknowledge the events",
            "",
            "send them again: some may be in the topic already, event_id tells")
        .after(RETRY_LATER);
  }

  private static Problem problem(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RejectedException rejected) {
      return rejected.problem();
    }
    if (cause instanceof TimeoutException) {
      return BODY_TIMEOUT;
    }
    return Answers.failed(cause);
  }
}
