package io.sluice.kafka.client;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.BrokerNotAvailableException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupMaxSizeReachedException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Words the failures of Kafka's clients for people, and sorts them by what to do about them. */
public final class KafkaFailures {
  private static final List<Class<? extends KafkaException>> MISCONFIGURED =
      List.of(
          ConfigException.class,
          FencedInstanceIdException.class,
          GroupMaxSizeReachedException.class,
          InconsistentGroupProtocolException.class,
          InvalidGroupIdException.class,
          InvalidSessionTimeoutException.class,
          UnsupportedVersionException.class);

  private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

  private final String servers;
  private final ConnectionFailures connections;

  public KafkaFailures(List<String> bootstrapServers) {
    this.servers = String.join(",", bootstrapServers);
    this.connections = new ConnectionFailures(servers);
  }

  /**
   * Says what failed, why, and what to do about it.
   *
   * @param what the thing that could not be done, as in "Cannot read topic a"
   * @param failure as a client threw it, or wrapped by a future
   */
  public SluiceException describe(String what, Throwable failure) {
    Throwable cause = causeOf(failure);
    if (cause instanceof SluiceException described) {
      return described;
    }
    if (cause instanceof AuthenticationException refused) {
      return connections.refused(refused);
    }
    if (cause instanceof AuthorizationException) {
      return forbidden(what, cause);
    }
    if (isUnreachable(cause)) {
      return new SluiceException(
          ErrorCode.UNAVAILABLE,
          "Cannot reach Kafka at " + servers + ": " + oneLine(cause),
          "check that the broker runs, sluice.kafka.bootstrap-servers, and security.protocol and"
              + " sasl.mechanism under sluice.kafka.properties",
          cause);
    }
    if (cause instanceof UnknownTopicOrPartitionException
        || cause instanceof InvalidTopicException) {
      return failed(ErrorCode.CONFIGURATION, what, cause, "check the topic's name");
    }
    if (cause instanceof RecordTooLargeException) {
      return failed(ErrorCode.CONFIGURATION, what, cause, tooLarge(oneLine(cause)));
    }
    if (String.valueOf(cause.getMessage()).contains(ALLOWED_URLS)) {
      return failed(
          ErrorCode.CONFIGURATION,
          what,
          new ConfigException("the token's endpoint has to be allowed"),
          "start with SLUICE_JAVA_OPTS=-D"
              + ALLOWED_URLS
              + "=ENDPOINT; several are separated by commas");
    }
    if (MISCONFIGURED.stream().anyMatch(type -> type.isInstance(cause))) {
      return failed(ErrorCode.CONFIGURATION, what, cause, "check sluice.kafka.properties");
    }
    Optional<SluiceException> unmade = ConnectionFailures.ofConstructor(what, failure, cause);
    if (unmade.isPresent()) {
      return unmade.get();
    }
    if (cause instanceof KafkaException) {
      return failed(ErrorCode.TEMPORARY, what, cause, "");
    }
    return failed(ErrorCode.BUG, what, cause, "");
  }

  /** Says that the cluster lost records behind a position, of the first partition it names. */
  public SluiceException truncated(LogTruncationException failure) {
    Map<TopicPartition, Long> positions = failure.offsetOutOfRangePartitions();
    TopicPartition first =
        Collections.min(
            positions.keySet(),
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
    OffsetAndMetadata divergent = failure.divergentOffsets().get(first);
    return new SluiceException(
        ErrorCode.DATA_POLICY,
        "Cannot go on with "
            + first
            + " from offset "
            + positions.get(first)
            + ": the cluster lost records that were read, from "
            + (divergent == null
                ? "an offset that it does not tell"
                : "offset " + divergent.offset() + " on"),
        "after an unclean leader election other records may have these offsets, and those that the"
            + " table has passed are not read; give the pipeline a new name to read the topic anew,"
            + " or start again to go on from the table's offset",
        failure);
  }

  /** A failure without its wrappers, in one line. */
  public static String oneLine(Throwable failure) {
    Throwable cause = causeOf(failure);
    String message = cause.getMessage();
    String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse(text);
  }

  private SluiceException forbidden(String what, Throwable cause) {
    String hint = "grant the user what it needs on the cluster";
    if (cause instanceof TopicAuthorizationException) {
      hint = "grant the user READ and DESCRIBE on the topics it reads, WRITE on those it writes";
    } else if (cause instanceof GroupAuthorizationException) {
      hint = "grant the user READ on the consumer group";
    }
    return failed(ErrorCode.PERMISSION, what, cause, hint);
  }

  /**
   * The client and the topic each have their limit; only the client's are named by what it says.
   */
  private static String tooLarge(String message) {
    return Stream.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, ProducerConfig.BUFFER_MEMORY_CONFIG)
        .filter(message::contains)
        .findFirst()
        .map(property -> "raise " + property + " under sluice.kafka.properties")
        .orElse("raise max.message.bytes of the topic written to");
  }

  private static SluiceException failed(ErrorCode code, String what, Throwable cause, String hint) {
    return new SluiceException(code, "Cannot " + what + ": " + oneLine(cause), hint, cause);
  }

  private static boolean isUnreachable(Throwable cause) {
    return cause instanceof TimeoutException
        || cause instanceof DisconnectException
        || cause instanceof NetworkException
        || cause instanceof BrokerNotAvailableException
        || (cause instanceof ConfigException
            && String.valueOf(cause.getMessage()).startsWith("No resolvable bootstrap urls"));
  }

  /** Kafka's constructors and futures hide the cause behind wrappers that say nothing. */
  private static Throwable causeOf(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && isWrapper(cause)) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof ExecutionException
        || failure instanceof CompletionException
        || failure.getClass() == KafkaException.class;
  }
}
