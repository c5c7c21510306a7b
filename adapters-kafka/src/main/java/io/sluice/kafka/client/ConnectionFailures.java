package io.sluice.kafka.client;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/**
 * Words what keeps a secured connection from coming about. Who does not trust whom decides what to
 * do: where we refuse the broker, the configuration does; where it refuses us, the credentials do.
 */
final class ConnectionFailures {
  private static final String UNDER = " under sluice.kafka.properties";

  /** Alerts of TLS by which a server says that it wants another certificate. */
  private static final Pattern REFUSED_CERTIFICATE =
      Pattern.compile(
          "Received fatal alert: ((?:bad|unsupported)_certificate\\w*|certificate_\\w+|unknown_ca|access_denied)");

  private static final Pattern TOKEN_SERVICE_AWAY =
      Pattern.compile(
          "(?:ConnectException|UnknownHostException|SocketTimeoutException|NoRouteToHostException)");
  private static final Pattern CLASS_NAMES = Pattern.compile("^(?:[a-z]\\w*\\.)+[A-Z]\\w*: ");

  private final String servers;

  ConnectionFailures(String servers) {
    this.servers = servers;
  }

  /** Says what the broker and we could not agree on. */
  SluiceException refused(AuthenticationException failure) {
    if (failure instanceof SslAuthenticationException) {
      return handshake(failure);
    }
    if (failure instanceof UnsupportedSaslMechanismException
        || failure instanceof IllegalSaslStateException) {
      return cannot(
          "log in to",
          ErrorCode.CONFIGURATION,
          KafkaFailures.oneLine(failure),
          "check security.protocol and sasl.mechanism" + UNDER,
          failure);
    }
    return cannot(
        "log in to",
        ErrorCode.PERMISSION,
        KafkaFailures.oneLine(failure),
        "check the user and the password, or what the token is made of, in sasl.jaas.config and the"
            + " other sasl.*"
            + UNDER,
        failure);
  }

  private SluiceException handshake(AuthenticationException failure) {
    if (find(failure, CertificateExpiredException.class).isPresent()
        || find(failure, CertificateNotYetValidException.class).isPresent()) {
      return outOfDate(failure);
    }
    if (find(failure, CertPathBuilderException.class).isPresent()) {
      return cannot(
          "trust",
          ErrorCode.CONFIGURATION,
          "no authority that is trusted has signed its certificate",
          "let ssl.truststore.location" + UNDER + " name a store with the authority that did",
          failure);
    }
    Optional<CertificateException> unfit = find(failure, CertificateException.class);
    if (unfit.isPresent() && isForAnotherHost(unfit.get())) {
      return cannot(
          "trust",
          ErrorCode.CONFIGURATION,
          "its certificate is for another host (" + unfit.get().getMessage() + ")",
          "name the brokers as their certificates do, in sluice.kafka.bootstrap-servers and in the"
              + " brokers' advertised.listeners",
          failure);
    }
    return notAgreed(failure);
  }

  private SluiceException outOfDate(AuthenticationException failure) {
    Throwable cause = deepest(failure);
    boolean isOver = cause instanceof CertificateExpiredException;
    return cannot(
        "trust",
        ErrorCode.PERMISSION,
        "its certificate "
            + (isOver ? "has expired" : "is not valid yet")
            + " ("
            + cause.getMessage()
            + ")",
        "renew the broker's certificate, or correct the clock of this machine",
        failure);
  }

  private static boolean isForAnotherHost(CertificateException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith("No subject alternative") || message.startsWith("No name matching");
  }

  private SluiceException notAgreed(AuthenticationException failure) {
    String said = KafkaFailures.oneLine(deepest(failure));
    Matcher refused = REFUSED_CERTIFICATE.matcher(said);
    if (refused.find()) {
      return cannot(
          "log in to",
          ErrorCode.PERMISSION,
          "it refuses the client's certificate, or misses one (" + refused.group(1) + ")",
          "let ssl.keystore.location"
              + UNDER
              + " name a store with a key and a certificate of an authority that the brokers trust",
          failure);
    }
    String own = KafkaFailures.oneLine(failure);
    return cannot(
        "connect to",
        ErrorCode.CONFIGURATION,
        said.equals(own) ? own : own + ": " + said,
        "check that the port speaks TLS, and security.protocol, ssl.enabled.protocols and"
            + " ssl.cipher.suites"
            + UNDER,
        failure);
  }

  private SluiceException cannot(
      String verb, ErrorCode code, String cause, String hint, Throwable failure) {
    return new SluiceException(
        code, "Cannot " + verb + " Kafka at " + servers + ": " + cause, hint, failure);
  }

  /**
   * Says why a client could not be made: its stores are read, and its tokens are fetched, by its
   * constructor.
   *
   * @param failure as the constructor threw it
   * @param cause what is behind its wrappers
   * @return empty where it is something else
   */
  static Optional<SluiceException> ofConstructor(String what, Throwable failure, Throwable cause) {
    if (cause instanceof LoginException) {
      return Optional.of(login(what, cause));
    }
    boolean isSetting =
        cause instanceof InvalidConfigurationException
            || cause instanceof GeneralSecurityException
            || cause instanceof IllegalArgumentException
            || (cause instanceof IOException && !(cause instanceof SSLException));
    if (!(failure instanceof KafkaException) || !isSetting) {
      return Optional.empty();
    }
    return Optional.of(
        new SluiceException(
            ErrorCode.CONFIGURATION,
            "Cannot " + what + ": " + context(failure, cause) + unreadable(cause),
            "check ssl.* and sasl.*" + UNDER,
            cause));
  }

  /** What was being done, as the innermost wrapper says it. */
  private static String context(Throwable failure, Throwable cause) {
    String context = "";
    for (Throwable link = failure; link != cause; link = link.getCause()) {
      String message = String.valueOf(link.getMessage());
      if (message.startsWith("Failed to load")) {
        context = message + ": ";
      }
    }
    return context;
  }

  private static String unreadable(Throwable cause) {
    if (cause instanceof NoSuchFileException) {
      return "the file does not exist";
    }
    if (cause instanceof AccessDeniedException) {
      return "this user may not read the file";
    }
    return KafkaFailures.oneLine(cause);
  }

  /** Java's login says by text alone, stack trace included, what went wrong in a module. */
  private static SluiceException login(String what, Throwable cause) {
    String said = KafkaFailures.oneLine(cause);
    boolean isAway = TOKEN_SERVICE_AWAY.matcher(said).find();
    String text = said;
    for (Matcher name = CLASS_NAMES.matcher(text); name.find(); name = CLASS_NAMES.matcher(text)) {
      text = text.substring(name.end());
    }
    return new SluiceException(
        isAway ? ErrorCode.UNAVAILABLE : ErrorCode.PERMISSION,
        "Cannot " + what + ": the login failed: " + text,
        "check "
            + (isAway ? "that the token's endpoint answers, and " : "")
            + "sasl.jaas.config and the other sasl.*"
            + UNDER,
        cause);
  }

  private static Throwable deepest(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static <T> Optional<T> find(Throwable failure, Class<T> type) {
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (type.isInstance(link)) {
        return Optional.of(type.cast(link));
      }
    }
    return Optional.empty();
  }
}
