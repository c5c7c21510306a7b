package io.sluice.kafka.broker;

import static io.sluice.kafka.broker.Certificates.PASSWORD;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** One node with a listener for each way to secure a connection; the plain one is the test's. */
public final class SecuredBroker implements AutoCloseable {
  public static final String USER = "sluice";
  public static final String USERS_PASSWORD = "secret-of-sluice";

  private static final String LOGIN_MODULE = "org.apache.kafka.common.security.";

  private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

  private final Path folder;
  private final Certificates certificates;
  private final TokenIssuer tokens;
  private final EmbeddedBroker broker;

  private SecuredBroker(
      Path folder, Certificates certificates, TokenIssuer tokens, EmbeddedBroker broker) {
    this.folder = folder;
    this.certificates = certificates;
    this.tokens = tokens;
    this.broker = broker;
  }

  public static SecuredBroker start() {
    try {
      Path folder = Files.createTempDirectory("secured-broker");
      Certificates certificates = Certificates.make(folder);
      TokenIssuer tokens = TokenIssuer.in(folder);
      // Kafka asks the whole process which addresses it may fetch keys and tokens from.
      System.setProperty(
          ALLOWED_URLS,
          String.join(
              ",",
              tokens.keySet(),
              tokens.tokenFile(TokenIssuer.AUDIENCE),
              tokens.tokenFile("somebody-else")));
      Map<String, String> protocols = new HashMap<>();
      Map<String, String> settings = new HashMap<>();
      for (Listener listener : Listener.values()) {
        protocols.put(listener.name(), listener.protocol);
        settings.putAll(listener.settings(certificates, tokens));
      }
      SecuredBroker secured =
          new SecuredBroker(
              folder, certificates, tokens, EmbeddedBroker.start(protocols, settings));
      secured.addScramUser();
      return secured;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addScramUser() {
    ScramCredentialInfo kind = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
    try {
      broker
          .admin()
          .alterUserScramCredentials(
              List.of(new UserScramCredentialUpsertion(USER, kind, USERS_PASSWORD)))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot add a user", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The same node by its plain listener. */
  public EmbeddedBroker plain() {
    return broker;
  }

  public Certificates certificates() {
    return certificates;
  }

  public TokenIssuer tokens() {
    return tokens;
  }

  public String bootstrapServers(Listener listener) {
    return "127.0.0.1:" + broker.port(listener.name());
  }

  @Override
  public void close() {
    broker.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the node listens, and as whom. */
  public enum Listener {
    /** TLS; anyone may come. */
    TLS("SSL", "server"),
    /** TLS; who comes shows a certificate of the authority. */
    MUTUAL("SSL", "server"),
    /** TLS with a certificate for another host. */
    ELSEWHERE("SSL", "elsewhere"),
    /** TLS with a certificate that was valid until five days ago. */
    EXPIRED("SSL", "expired"),
    /** PLAIN, SCRAM-SHA-512 and OAUTHBEARER, over TLS. */
    SASL("SASL_SSL", "server");

    private final String protocol;
    private final String certificate;

    Listener(String protocol, String certificate) {
      this.protocol = protocol;
      this.certificate = certificate;
    }

    private Map<String, String> settings(Certificates certificates, TokenIssuer tokens) {
      Map<String, String> settings = new HashMap<>();
      settings.put("ssl.keystore.type", "PKCS12");
      settings.put("ssl.keystore.location", certificates.keyStore(certificate).toString());
      settings.put("ssl.keystore.password", PASSWORD);
      settings.put("ssl.key.password", PASSWORD);
      if (this == MUTUAL) {
        settings.put("ssl.client.auth", "required");
        settings.put("ssl.truststore.type", "PKCS12");
        settings.put("ssl.truststore.location", certificates.trustStore("authority").toString());
        settings.put("ssl.truststore.password", PASSWORD);
      }
      if (this == SASL) {
        settings.putAll(sasl(tokens));
      }
      Map<String, String> own = new HashMap<>();
      String prefix = "listener.name." + name().toLowerCase(Locale.ROOT) + ".";
      settings.forEach((key, value) -> own.put(prefix + key, value));
      return own;
    }

    private static Map<String, String> sasl(TokenIssuer tokens) {
      return Map.of(
          "sasl.enabled.mechanisms",
          "PLAIN,SCRAM-SHA-512,OAUTHBEARER",
          "plain.sasl.jaas.config",
          LOGIN_MODULE
              + "plain.PlainLoginModule required user_"
              + USER
              + "=\""
              + USERS_PASSWORD
              + "\";",
          "scram-sha-512.sasl.jaas.config",
          LOGIN_MODULE + "scram.ScramLoginModule required;",
          "oauthbearer.sasl.jaas.config",
          LOGIN_MODULE + "oauthbearer.OAuthBearerLoginModule required;",
          "oauthbearer.sasl.server.callback.handler.class",
          LOGIN_MODULE + "oauthbearer.OAuthBearerValidatorCallbackHandler",
          "sasl.oauthbearer.jwks.endpoint.url",
          tokens.keySet(),
          "sasl.oauthbearer.expected.audience",
          TokenIssuer.AUDIENCE);
    }
  }
}
