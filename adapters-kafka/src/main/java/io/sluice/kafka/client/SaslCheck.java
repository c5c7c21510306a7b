package io.sluice.kafka.client;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.JaasContext;

/**
 * Whether a login can come about as far as the configuration says. Kafka's clients connect for ever
 * where mechanism and login module do not fit, or the module has no user; nothing says why.
 *
 * <p>No message holds a part of {@code sasl.jaas.config}: what its parser stumbles over may be the
 * rest of a password.
 */
final class SaslCheck {
  private static final String KAFKAS_MODULES = "org.apache.kafka.common.security.";

  /** Kafka's own login modules; others (a cloud's) are not known. */
  private static final Map<String, Set<String>> MECHANISMS =
      Map.of(
          KAFKAS_MODULES + "plain.PlainLoginModule",
          Set.of("PLAIN"),
          KAFKAS_MODULES + "scram.ScramLoginModule",
          Set.of("SCRAM-SHA-256", "SCRAM-SHA-512"),
          KAFKAS_MODULES + "oauthbearer.OAuthBearerLoginModule",
          Set.of("OAUTHBEARER"));

  private final AbstractConfig client;

  SaslCheck(AbstractConfig client) {
    this.client = client;
  }

  /**
   * Checks it, where the protocol asks for a login.
   *
   * @throws SluiceException CONFIGURATION, saying what is missing or does not fit
   */
  void require() {
    String protocol = client.getString(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
    if (protocol.toUpperCase(Locale.ROOT).startsWith("SASL_")) {
      modules(protocol).forEach(this::requireFit);
    }
  }

  private List<AppConfigurationEntry> modules(String protocol) {
    boolean isGiven = client.getPassword(SaslConfigs.SASL_JAAS_CONFIG) != null;
    try {
      return JaasContext.loadClientContext(client.values()).configurationEntries();
    } catch (IllegalArgumentException | SecurityException e) {
      if (!isGiven) {
        throw refused(
            SaslConfigs.SASL_JAAS_CONFIG
                + " is missing, and "
                + CommonClientConfigs.SECURITY_PROTOCOL_CONFIG
                + " is "
                + protocol,
            "set it, and " + SaslConfigs.SASL_MECHANISM + ", or choose another protocol");
      }
      throw refused(
          SaslConfigs.SASL_JAAS_CONFIG + " is not as Kafka reads it",
          "write it as CLASS required username=\"…\" password=\"…\"; with quotes around the values and"
              + " a semicolon at the end");
    }
  }

  private void requireFit(AppConfigurationEntry module) {
    String mechanism = client.getString(SaslConfigs.SASL_MECHANISM);
    Set<String> fitting = MECHANISMS.get(module.getLoginModuleName());
    if (fitting == null) {
      return;
    }
    if (!fitting.contains(mechanism)) {
      throw refused(
          SaslConfigs.SASL_MECHANISM
              + " is "
              + mechanism
              + ", and the login module of "
              + SaslConfigs.SASL_JAAS_CONFIG
              + " is for "
              + String.join(" and ", fitting.stream().sorted().toList()),
          "let them fit each other, and what the broker offers");
    }
    boolean isWithUser =
        module.getOptions().containsKey("username") && module.getOptions().containsKey("password");
    if (!isWithUser && !fitting.contains("OAUTHBEARER") && !hasOwnCallback()) {
      throw refused(
          SaslConfigs.SASL_JAAS_CONFIG + " holds no username or no password", "write both into it");
    }
  }

  private boolean hasOwnCallback() {
    return client.getClass(SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS) != null;
  }

  private static SluiceException refused(String cause, String hint) {
    return new SluiceException(
        ErrorCode.CONFIGURATION, "Cannot use sluice.kafka.properties: " + cause, hint);
  }
}
