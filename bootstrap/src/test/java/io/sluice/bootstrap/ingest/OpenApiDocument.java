package io.sluice.bootstrap.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the document says of the server's answers. */
final class OpenApiDocument {
  static final Config CONTENT =
      ConfigFactory.parseResources(
          IngestServer.class,
          "openapi.json",
          ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON).setAllowMissing(false));

  private OpenApiDocument() {}

  /** The statuses of each operation, which is written as {@code get /health}. */
  static Map<String, Set<Integer>> statuses() {
    Map<String, Set<Integer>> statuses = new TreeMap<>();
    CONTENT
        .getObject("paths")
        .forEach(
            (path, methods) ->
                ((ConfigObject) methods)
                    .forEach(
                        (method, operation) ->
                            statuses.put(method + " " + path, statuses((ConfigObject) operation))));
    return statuses;
  }

  private static Set<Integer> statuses(ConfigObject operation) {
    Set<Integer> statuses = new TreeSet<>();
    operation
        .toConfig()
        .getObject("responses")
        .keySet()
        .forEach(status -> statuses.add(Integer.valueOf(status)));
    return statuses;
  }

  /** Fails where an operation that the document has answers as it does not say. */
  static void requireDocumented(HttpResponse<?> answer) {
    String path = answer.uri().getPath().replaceFirst("(?<=.)/$", "");
    String operation = answer.request().method().toLowerCase(Locale.ROOT) + " " + path;
    Set<Integer> statuses = statuses().get(operation);
    if (statuses != null) {
      assertThat(statuses).as("documented for %s", operation).contains(answer.statusCode());
    }
  }
}
