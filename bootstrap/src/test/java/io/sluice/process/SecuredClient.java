package io.sluice.process;

import io.sluice.kafka.broker.Certificates;
import io.sluice.kafka.broker.SecuredBroker;
import io.sluice.kafka.broker.SecuredBroker.Listener;
import java.util.Map;
import java.util.TreeMap;

/** Kafka's properties of a process that goes to a secured listener. */
final class SecuredClient {
  private static final String MODULES = "org.apache.kafka.common.security.";

  private final SecuredBroker broker;
  private final Listener listener;
  private final Map<String, String> properties = new TreeMap<>();

  private SecuredClient(SecuredBroker broker, Listener listener) {
    this.broker = broker;
    this.listener = listener;
  }

  /** Trusts the broker's authority. */
  static SecuredClient of(SecuredBroker broker, Listener listener) {
    return new SecuredClient(broker, listener)
        .with("security.protocol", listener == Listener.SASL ? "SASL_SSL" : "SSL")
        .with("ssl.truststore.type", "PKCS12")
        .with("ssl.truststore.password", Certificates.PASSWORD)
        .trusting("authority");
  }

  SecuredClient trusting(String authority) {
    return with("ssl.truststore.location", broker.certificates().trustStore(authority).toString());
  }

  SecuredClient scram(String password) {
    return with("sasl.mechanism", "SCRAM-SHA-512")
        .with(
            "sasl.jaas.config",
            MODULES
                + "scram.ScramLoginModule required username=\\\""
                + SecuredBroker.USER
                + "\\\" password=\\\""
                + password
                + "\\\";");
  }

  /** Gets its token from an endpoint, for a client with a secret. */
  SecuredClient token(String endpoint, String secret) {
    return with("sasl.mechanism", "OAUTHBEARER")
        .with("sasl.jaas.config", MODULES + "oauthbearer.OAuthBearerLoginModule required;")
        .with(
            "sasl.login.callback.handler.class",
            MODULES + "oauthbearer.OAuthBearerLoginCallbackHandler")
        .with("sasl.oauthbearer.token.endpoint.url", endpoint)
        .with("sasl.oauthbearer.client.credentials.client.id", "sluice")
        .with("sasl.oauthbearer.client.credentials.client.secret", secret);
  }

  private SecuredClient with(String name, String value) {
    properties.put(name, value);
    return this;
  }

  PipelineFile into(PipelineFile file) {
    file.with("sluice.kafka.bootstrap-servers = [\"" + broker.bootstrapServers(listener) + "\"]");
    properties.forEach(
        (name, value) -> file.with("sluice.kafka.properties.\"" + name + "\" = \"" + value + "\""));
    return file;
  }
}
