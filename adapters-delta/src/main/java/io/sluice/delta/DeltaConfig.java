package io.sluice.delta;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The table: {@code sluice.table.*} without its file format.
 *
 * @param partitionBy names of columns, each once
 * @param properties of the table, where it has to be created
 */
public record DeltaConfig(
    Location location, List<String> partitionBy, Map<String, String> properties) {
  private static final String LOCATION = "sluice.table.location";
  private static final String PARTITION_BY = "sluice.table.partition-by";
  private static final String PROPERTIES = "sluice.table.properties";

  public DeltaConfig {
    partitionBy = List.copyOf(partitionBy);
    properties = Map.copyOf(properties);
  }

  /**
   * Reads the keys.
   *
   * @throws SluiceException {@code CONFIGURATION}, naming the key, for a value that cannot be used
   */
  public static DeltaConfig from(Config root) {
    return new DeltaConfig(
        location(read(LOCATION, root::getString)),
        partitionBy(read(PARTITION_BY, root::getStringList)),
        properties(read(PROPERTIES, root::getConfig)));
  }

  private static Location location(String text) {
    try {
      return Location.parse(text);
    } catch (IllegalArgumentException e) {
      throw invalid(LOCATION, e.getMessage(), "Use a path, or a URI with a scheme and a path", e);
    }
  }

  private static List<String> partitionBy(List<String> columns) {
    if (new HashSet<>(columns).size() != columns.size()) {
      throw invalid(PARTITION_BY, "a column is named twice", "Name each column once", null);
    }
    return columns;
  }

  private static Map<String, String> properties(Config block) {
    Map<String, String> properties = new TreeMap<>();
    block
        .entrySet()
        .forEach(
            entry ->
                properties.put(
                    String.join(".", ConfigUtil.splitPath(entry.getKey())),
                    String.valueOf(entry.getValue().unwrapped())));
    properties.forEach(
        (name, value) ->
            TableProperties.objection(name, value)
                .ifPresent(
                    reason -> {
                      throw invalid(PROPERTIES + ".\"" + name + "\"", reason, "Leave it out", null);
                    }));
    return properties;
  }

  private static <T> T read(String key, Function<String, T> reader) {
    try {
      return reader.apply(key);
    } catch (ConfigException.Missing e) {
      throw invalid(key, "it is not set", "Set it", e);
    } catch (ConfigException e) {
      throw invalid(key, "its value has the wrong type", "See the comment on the key", e);
    }
  }

  private static SluiceException invalid(String key, String cause, String hint, Throwable e) {
    return new SluiceException(
        ErrorCode.CONFIGURATION, "Cannot use " + key + ": " + cause, hint, e);
  }
}
