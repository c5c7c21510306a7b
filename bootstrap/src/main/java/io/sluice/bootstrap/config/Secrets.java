package io.sluice.bootstrap.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.regex.Pattern;

/** Which values nobody may see, by the name of their key. */
public final class Secrets {
  static final String MASK = "********";

  private static final Pattern NAMES =
      Pattern.compile(
          "(password|passphrase|secret|token(?!-|\\.endpoint)|credential(?!s-file$)|jaas|user-?\\.?info"
              + "|connection-string|(^|[-._])(sas|keys?)$|[-.]key[-.](pem|json)$)",
          Pattern.CASE_INSENSITIVE);

  /** What stands before the @ of an address is a user with a password; in Azure's a container. */
  private static final Pattern USER_INFO = Pattern.compile("(?<!abfss?://)(?<=://)[^/@\\s]+(?=@)");

  private static final Pattern SIGNED_QUERY =
      Pattern.compile(
          "(?<=[?&](sig|(x-(amz|goog)-)?(signature|credential|security-token)|(access_?)?token|password)=)"
              + "[^&\\s]+",
          Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  /** Whether the value under this path is a secret. */
  public static boolean isSecret(String path) {
    return NAMES.matcher(path).find();
  }

  /** The same object with every secret in it replaced; what is not set stays visible as such. */
  public static ConfigObject mask(ConfigObject object) {
    return mask("", object);
  }

  private static ConfigObject mask(String parent, ConfigObject object) {
    ConfigObject masked = object;
    for (var entry : object.entrySet()) {
      String path = parent + "." + entry.getKey();
      masked = masked.withValue(entry.getKey(), mask(path, entry.getValue()));
    }
    return masked;
  }

  private static ConfigValue mask(String path, ConfigValue value) {
    if (value.valueType() == ConfigValueType.OBJECT) {
      return mask(path, (ConfigObject) value);
    }
    if (value.valueType() == ConfigValueType.NULL
        || value.unwrapped().equals("")
        || value.unwrapped().equals(List.of())) {
      return value;
    }
    if (isSecret(path)) {
      return ConfigValueFactory.fromAnyRef(MASK).withOrigin(value.origin());
    }
    if (value.valueType() == ConfigValueType.LIST) {
      return ConfigValueFactory.fromIterable(
              ((ConfigList) value).stream().map(item -> mask(path, item).unwrapped()).toList())
          .withOrigin(value.origin());
    }
    return maskAddress(value);
  }

  private static ConfigValue maskAddress(ConfigValue value) {
    if (!(value.unwrapped() instanceof String text) || !text.contains("://")) {
      return value;
    }
    String masked = USER_INFO.matcher(text).replaceAll(MASK);
    return ConfigValueFactory.fromAnyRef(SIGNED_QUERY.matcher(masked).replaceAll(MASK))
        .withOrigin(value.origin());
  }
}
