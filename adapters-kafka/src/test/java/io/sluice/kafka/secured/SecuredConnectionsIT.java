package io.sluice.kafka.secured;

import static io.sluice.kafka.broker.Certificates.PASSWORD;
import static io.sluice.kafka.broker.SecuredBroker.USER;
import static io.sluice.kafka.broker.SecuredBroker.USERS_PASSWORD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.kafka.broker.SecuredBroker;
import io.sluice.kafka.broker.SecuredBroker.Listener;
import io.sluice.kafka.client.ClientProperties;
import io.sluice.kafka.client.KafkaFailures;
import io.sluice.kafka.source.KafkaRecordSource;
import io.sluice.kafka.source.KafkaTopicCatalog;
import io.sluice.ports.out.RecordSource;
import io.sluice.ports.out.RecordSource.AssignmentListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way to secure a connection, and what is said where it fails. */
@Timeout(60)
class SecuredConnectionsIT {
  private static final String TOPIC = "guarded";
  private static final String MODULES = "org.apache.kafka.common.security.";
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  private static SecuredBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = SecuredBroker.start();
    broker.plain().createTopic(TOPIC, 1);
    broker.plain().produce(TOPIC, 0, "first", "second");
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  /** A way in. */
  @SuppressWarnings("ImmutableEnumChecker")
  enum Way {
    TLS(Listener.TLS, () -> tls("authority")),
    MUTUAL_TLS(Listener.MUTUAL, () -> certificate("client")),
    PLAIN(Listener.SASL, () -> plain(USERS_PASSWORD)),
    SCRAM(Listener.SASL, () -> scram(USERS_PASSWORD)),
    OAUTHBEARER(Listener.SASL, () -> token("the-broker"));

    private final Listener listener;
    private final Supplier<Map<String, String>> properties;

    Way(Listener listener, Supplier<Map<String, String>> properties) {
      this.listener = listener;
      this.properties = properties;
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRead(Way way) {
    assertThat(read(way.listener, way.properties.get())).containsExactly("first", "second");
  }

  /** Where there is no way in: what is wrong, and what to do. */
  @SuppressWarnings("ImmutableEnumChecker")
  enum Failure {
    WRONG_AUTHORITY(
        Listener.TLS,
        () -> tls("stranger"),
        ErrorCode.CONFIGURATION,
        "Cannot trust Kafka at %s: no authority that is trusted has signed its certificate",
        "ssl.truststore.location"),
    WRONG_AUTHORITY_UNDER_SASL(
        Listener.SASL,
        () -> with(plain(USERS_PASSWORD), tlsStores("stranger")),
        ErrorCode.CONFIGURATION,
        "Cannot trust Kafka at %s: no authority that is trusted has signed its certificate",
        "ssl.truststore.location"),
    WRONG_HOST(
        Listener.ELSEWHERE,
        () -> tls("authority"),
        ErrorCode.CONFIGURATION,
        "Cannot trust Kafka at %s: its certificate is for another host"
            + " (No subject alternative names matching IP address 127.0.0.1 found)",
        "advertised.listeners"),
    EXPIRED(
        Listener.EXPIRED,
        () -> tls("authority"),
        ErrorCode.PERMISSION,
        "Cannot trust Kafka at %s: its certificate has expired (NotAfter: ",
        "renew"),
    NO_CLIENT_CERTIFICATE(
        Listener.MUTUAL,
        () -> tls("authority"),
        ErrorCode.PERMISSION,
        "Cannot log in to Kafka at %s: it refuses the client's certificate, or misses one"
            + " (bad_certificate)",
        "ssl.keystore.location"),
    CLIENT_CERTIFICATE_OF_A_STRANGER(
        Listener.MUTUAL,
        () -> certificate("stranger"),
        ErrorCode.PERMISSION,
        "Cannot log in to Kafka at %s: it refuses the client's certificate, or misses one (",
        "ssl.keystore.location"),
    EXPIRED_CLIENT_CERTIFICATE(
        Listener.MUTUAL,
        () -> certificate("expired"),
        ErrorCode.PERMISSION,
        "Cannot log in to Kafka at %s: it refuses the client's certificate, or misses one (",
        "ssl.keystore.location"),
    WRONG_PLAIN_PASSWORD(
        Listener.SASL,
        () -> plain("nope"),
        ErrorCode.PERMISSION,
        "Cannot log in to Kafka at %s: Authentication failed: Invalid username or password",
        "sasl.jaas.config"),
    WRONG_SCRAM_PASSWORD(
        Listener.SASL,
        () -> scram("nope"),
        ErrorCode.PERMISSION,
        "Cannot log in to Kafka at %s: Authentication failed during authentication due to invalid"
            + " credentials with SASL mechanism SCRAM-SHA-512",
        "sasl.jaas.config"),
    TOKEN_FOR_SOMEBODY_ELSE(
        Listener.SASL,
        () -> token("somebody-else"),
        ErrorCode.PERMISSION,
        "Cannot log in to Kafka at %s: {\"status\":\"invalid_token\"",
        "sasl.jaas.config"),
    MECHANISM_THAT_IS_NOT_OFFERED(
        Listener.SASL,
        () -> with(scram(USERS_PASSWORD), Map.of("sasl.mechanism", "SCRAM-SHA-256")),
        ErrorCode.CONFIGURATION,
        "Cannot log in to Kafka at %s: Client SASL mechanism 'SCRAM-SHA-256' not enabled in the"
            + " server, enabled mechanisms are [PLAIN, SCRAM-SHA-512, OAUTHBEARER]",
        "sasl.mechanism"),
    LOGIN_WHERE_NONE_IS_WANTED(
        Listener.TLS,
        () -> plain(USERS_PASSWORD),
        ErrorCode.CONFIGURATION,
        "Cannot log in to Kafka at %s: Unexpected handshake request with client mechanism PLAIN",
        "security.protocol"),
    OTHER_VERSIONS_OF_TLS(
        Listener.TLS,
        () -> with(tls("authority"), Map.of("ssl.enabled.protocols", "TLSv1.1")),
        ErrorCode.CONFIGURATION,
        "Cannot connect to Kafka at %s: SSL handshake failed: No appropriate protocol",
        "ssl.enabled.protocols"),
    MISSING_STORE(
        Listener.TLS,
        () -> with(tls("authority"), Map.of("ssl.truststore.location", "/nowhere/trust.p12")),
        ErrorCode.CONFIGURATION,
        "Cannot create Kafka's admin client: Failed to load SSL keystore /nowhere/trust.p12 of type"
            + " PKCS12: the file does not exist",
        "sluice.kafka.properties"),
    WRONG_STORE_PASSWORD(
        Listener.TLS,
        () -> with(tls("authority"), Map.of("ssl.truststore.password", "nope")),
        ErrorCode.CONFIGURATION,
        "keystore password was incorrect",
        "sluice.kafka.properties"),
    STORE_OF_ANOTHER_TYPE(
        Listener.TLS,
        () -> with(tls("authority"), Map.of("ssl.truststore.type", "PEM")),
        ErrorCode.CONFIGURATION,
        "Cannot create Kafka's admin client: SSL trust store password cannot be specified for PEM",
        "sluice.kafka.properties");

    private final Listener listener;
    private final Supplier<Map<String, String>> properties;
    private final ErrorCode code;
    private final String message;
    private final String hint;

    Failure(
        Listener listener,
        Supplier<Map<String, String>> properties,
        ErrorCode code,
        String message,
        String hint) {
      this.listener = listener;
      this.properties = properties;
      this.code = code;
      this.message = message;
      this.hint = hint;
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldSayWhatIsWrongAtOnce(Failure failure) {
    // Given
    String servers = broker.bootstrapServers(failure.listener);
    long begun = System.nanoTime();

    // When, Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> read(failure.listener, failure.properties.get()))
        .satisfies(
            said -> {
              assertThat(said.code()).as("%s", said).isEqualTo(failure.code);
              assertThat(said.getMessage())
                  .contains(failure.message.replace("%s", servers))
                  .doesNotContain("\n", "nope", "sun.security", "Exception");
              assertThat(said.hint()).contains(failure.hint);
            });
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
  }

  @Test
  void shouldNameTheProtocolWhereNobodyUnderstandsTheOther() {
    // Given
    Duration brief = Duration.ofSeconds(1);
    ClientProperties toTls = properties(Listener.TLS, Map.of(), brief);

    // When, Then
    try (KafkaTopicCatalog catalog = catalog(Listener.TLS, toTls, brief)) {
      assertThatExceptionOfType(SluiceException.class)
          .isThrownBy(catalog::partitions)
          .withMessageStartingWith("Cannot reach Kafka at ")
          .satisfies(said -> assertThat(said.hint()).contains("security.protocol"));
    }
  }

  private static List<String> read(Listener listener, Map<String, String> own) {
    ClientProperties properties = properties(listener, own, REQUEST_TIMEOUT);
    List<String> values = new ArrayList<>();
    try (KafkaTopicCatalog catalog = catalog(listener, properties, REQUEST_TIMEOUT);
        RecordSource source = source(listener, properties, catalog)) {
      source.subscribe(new FromTheBeginning(source));
      while (values.size() < 2) {
        for (RecordBatch batch : source.poll(Duration.ofSeconds(1))) {
          for (int index = 0; index < batch.size(); index++) {
            values.add(new String(batch.value(index), UTF_8));
          }
        }
      }
    }
    return values;
  }

  private static ClientProperties properties(
      Listener listener, Map<String, String> own, Duration requestTimeout) {
    return new ClientProperties(
        List.of(broker.bootstrapServers(listener)), "secured", requestTimeout, own);
  }

  private static KafkaTopicCatalog catalog(
      Listener listener, ClientProperties properties, Duration requestTimeout) {
    return new KafkaTopicCatalog(
        List.of(TOPIC), () -> Admin.create(properties.admin()), failures(listener), requestTimeout);
  }

  private static RecordSource source(
      Listener listener, ClientProperties properties, KafkaTopicCatalog catalog) {
    return new KafkaRecordSource(
        List.of(TOPIC),
        catalog,
        values ->
            new KafkaConsumer<>(
                properties.consumer("group-" + System.nanoTime()),
                new ByteBufferDeserializer(),
                values),
        failures(listener),
        REQUEST_TIMEOUT);
  }

  private static KafkaFailures failures(Listener listener) {
    return new KafkaFailures(List.of(broker.bootstrapServers(listener)));
  }

  private static Map<String, String> tls(String authority) {
    return with(Map.of("security.protocol", "SSL"), tlsStores(authority));
  }

  private static Map<String, String> tlsStores(String authority) {
    return Map.of(
        "ssl.truststore.type",
        "PKCS12",
        "ssl.truststore.location",
        broker.certificates().trustStore(authority).toString(),
        "ssl.truststore.password",
        PASSWORD);
  }

  private static Map<String, String> certificate(String holder) {
    return with(
        tls("authority"),
        Map.of(
            "ssl.keystore.type",
            "PKCS12",
            "ssl.keystore.location",
            broker.certificates().keyStore(holder).toString(),
            "ssl.keystore.password",
            PASSWORD,
            "ssl.key.password",
            PASSWORD));
  }

  private static Map<String, String> plain(String password) {
    return sasl("PLAIN", "plain.PlainLoginModule", user(password));
  }

  private static Map<String, String> scram(String password) {
    return sasl("SCRAM-SHA-512", "scram.ScramLoginModule", user(password));
  }

  private static String user(String password) {
    return "username=\"" + USER + "\" password=\"" + password + "\"";
  }

  private static Map<String, String> token(String audience) {
    return with(
        sasl("OAUTHBEARER", "oauthbearer.OAuthBearerLoginModule", ""),
        Map.of(
            "sasl.login.callback.handler.class",
            MODULES + "oauthbearer.OAuthBearerLoginCallbackHandler",
            "sasl.oauthbearer.token.endpoint.url",
            broker.tokens().tokenFile(audience)));
  }

  private static Map<String, String> sasl(String mechanism, String module, String options) {
    return with(
        tlsStores("authority"),
        Map.of(
            "security.protocol",
            "SASL_SSL",
            "sasl.mechanism",
            mechanism,
            "sasl.jaas.config",
            MODULES + module + " required " + options + ";"));
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(others);
    return all;
  }

  /** Reads everything that it gets. */
  private record FromTheBeginning(RecordSource source) implements AssignmentListener {
    @Override
    public void assigned(Set<SourcePartition> partitions) {
      partitions.forEach(each -> source.seek(each, 0));
      source.resume(partitions);
    }

    @Override
    public void revoked(Set<SourcePartition> partitions) {}

    @Override
    public void lost(Set<SourcePartition> partitions) {}
  }
}
