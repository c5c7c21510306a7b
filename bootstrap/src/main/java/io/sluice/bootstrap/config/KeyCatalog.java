package io.sluice.bootstrap.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every key there is, with its default and its documentation: what the modules' {@code
 * reference.conf} files hold. An object that is empty there is free-form: it takes any key.
 */
public final class KeyCatalog {
  static final String ROOT = "sluice";

  private final Config defaults;
  private final SortedMap<String, Key> keys = new TreeMap<>();
  private final SortedMap<String, String> groups = new TreeMap<>();

  private KeyCatalog(Config defaults) {
    this.defaults = defaults;
    collect("", defaults.root());
  }

  /** The keys of all modules on the class path. */
  public static KeyCatalog ofClassPath() {
    // Not ConfigFactory.defaultReference(): it mixes in every system property.
    return of(ConfigFactory.parseResources(KeyCatalog.class.getClassLoader(), "reference.conf"));
  }

  /** The keys of one reference. */
  public static KeyCatalog of(Config reference) {
    return new KeyCatalog(reference.resolve(ConfigResolveOptions.noSystem()));
  }

  private void collect(String parent, ConfigObject object) {
    object.forEach(
        (name, value) -> {
          String path = parent.isEmpty() ? name : parent + "." + name;
          if (value instanceof ConfigObject group && !group.isEmpty()) {
            groups.put(path, description(group));
            collect(path, group);
          } else {
            keys.put(path, new Key(path, value, description(value)));
          }
        });
  }

  private static String description(ConfigValue value) {
    return value.origin().comments().stream()
        .map(String::strip)
        .collect(Collectors.joining(" "))
        .strip();
  }

  /** The defaults. */
  public Config defaults() {
    return defaults;
  }

  /** All keys, sorted by path. */
  public Collection<Key> keys() {
    return Collections.unmodifiableCollection(keys.values());
  }

  /** The key of exactly this path. */
  public Optional<Key> find(String path) {
    return Optional.ofNullable(keys.get(path));
  }

  /** Whether other keys lie below this path. */
  public boolean isGroup(String path) {
    return groups.containsKey(path);
  }

  /** What the comments of this group and of the groups in it say, as one paragraph. */
  public String groupDescription(String path) {
    return groups.entrySet().stream()
        .filter(group -> group.getKey().equals(path) || group.getKey().startsWith(path + "."))
        .map(Map.Entry::getValue)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** The free-form key of which this path is a part, if there is one. */
  public Optional<Key> freeFormAbove(String path) {
    return keys.values().stream()
        .filter(key -> key.isFreeForm() && path.startsWith(key.path() + "."))
        .findFirst();
  }

  /** Every path that may be written. */
  public Stream<String> paths() {
    return Stream.concat(keys.keySet().stream(), groups.keySet().stream());
  }

  /**
   * One key.
   *
   * @param path with dots, from the root
   * @param description what its comment says, as one line
   */
  public record Key(String path, ConfigValue defaultValue, String description) {
    /** Whether it is an object whose own keys are the user's. */
    public boolean isFreeForm() {
      return defaultValue.valueType() == ConfigValueType.OBJECT;
    }

    public boolean isList() {
      return defaultValue.valueType() == ConfigValueType.LIST;
    }

    public boolean isSecret() {
      return Secrets.isSecret(path);
    }

    /** The environment variable that overrides it. */
    public String variable() {
      return EnvironmentOverrides.variable(path);
    }
  }
}
