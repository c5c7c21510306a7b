package io.sluice.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.postgres.HotDatabase;
import io.sluice.postgres.PostgresServer;
import io.sluice.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.Yaml;

/**
 * Bento's configuration without Bento: its names against the documentation, its columns against the
 * schema file, and its SQL on a real PostgreSQL with arguments as its mapping makes them.
 */
@ExtendWith(TestPostgres.class)
@TestInstance(Lifecycle.PER_CLASS)
final class BentoPipelineTest {
  /** A call, or a method of something. */
  private static final Pattern CALL = Pattern.compile("([a-z_]+)\\(");

  private static final Pattern METADATA = Pattern.compile("@([a-z_]+)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");
  private static final Pattern TEXT = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
  private static final Pattern ARRAY = Pattern.compile("else \\{\\s*\\[(.*)]\\s*}", Pattern.DOTALL);
  private static final Pattern ELEMENT = Pattern.compile("(?:this\\.|\\$|@kafka_)([a-z_]+).*");

  private static final List<Object> EVENT =
      Arrays.asList(
          "e1",
          "click",
          null,
          "s1",
          "2026-03-01T09:00:00.123456Z",
          "https://shop.example/",
          "",
          "a \"quoted\" \\ agent; DROP TABLE analytics_events",
          "10.0.0.1",
          "DE",
          "phone",
          "{\"campaign\":\"spring\",\"query\":\"Stühle\"}",
          0.5,
          "analytics-events",
          3L,
          17L,
          "2026-03-01T09:00:01Z");

  private String text;
  private Map<String, Object> config;
  private HotDatabase database;

  @BeforeAll
  void readTheConfiguration(PostgresServer server) throws IOException {
    text = Files.readString(PlatformFiles.BENTO);
    config = new Yaml().load(text);
    database = server.createDatabase("bento").set();
  }

  @Test
  void shouldUseOnlyComponentsAndFieldsThatBentoDocuments() {
    assertThat(config.keySet()).isSubsetOf(BentoVocabulary.SECTIONS);
    for (String section : List.of("http", "logger", "metrics")) {
      assertFields(section, at(config, section));
    }
    Map<String, Object> input = at(config, "input");
    assertThat(input.keySet()).isEqualTo(Set.of("kafka_franz"));
    assertFields("kafka_franz", at(input, "kafka_franz"));
    assertFields("batching", at(at(input, "kafka_franz"), "batching"));
    for (Object processor : (List<?>) at(config, "pipeline").get("processors")) {
      assertThat(object(processor).keySet()).isEqualTo(Set.of("mapping"));
    }
    assertFields("switch", at(at(config, "output"), "switch"));
    for (Map<String, Object> each : cases()) {
      assertFields("case", each);
      Map<String, Object> output = at(each, "output");
      output.keySet().forEach(name -> assertFields(name, at(output, name)));
    }
  }

  @Test
  void shouldUseOnlyFunctionsAndMetadataThatBentoDocuments() {
    String code = TEXT.matcher(bloblang()).replaceAll("\"\"");
    assertThat(groups(CALL, code)).isSubsetOf(BentoVocabulary.BLOBLANG).isNotEmpty();
    Set<String> metadata = new HashSet<>(groups(METADATA, code));
    assertThat(metadata.remove("raw")).as("the one that the mapping sets itself").isTrue();
    assertThat(metadata).isSubsetOf(BentoVocabulary.METADATA).isNotEmpty();
  }

  @Test
  void shouldTakeAddressesFromTheEnvironmentAndHoldNoPassword() {
    assertThat(groups(VARIABLE, text))
        .isEqualTo(Set.of("KAFKA_BOOTSTRAP_SERVERS", "POSTGRES_ADDRESS", "POSTGRES_SSLMODE"));
    assertThat(dsn("sql_insert", 1)).isEqualTo(dsn("sql_raw", 0)).contains("analytics_writer@");
  }

  @Test
  void shouldSendEveryEventSomewhereAndCommitNoneBeforeThat() {
    // The last case takes what no other took; a case that fails sends its events back to the input.
    assertThat(cases().get(0).get("check")).isEqualTo("errored()");
    assertThat(cases().get(1)).doesNotContainKey("check");
    assertThat(at(config, "output").keySet()).isEqualTo(Set.of("switch"));
    assertThat(at(at(config, "input"), "kafka_franz"))
        .doesNotContainKey("auto_replay_nacks"); // its default, true, is what we want
  }

  @Test
  void shouldInsertTheSchemasColumnsInTheirOrder() {
    assertThat(insert().get("columns")).isEqualTo(PlatformFiles.columns());
    assertThat(insert().get("args_mapping")).isEqualTo("root = this");
  }

  @Test
  void shouldMapTheSchemasColumnsInTheirOrder() {
    // When
    MatchResult array = ARRAY.matcher(mapping()).results().findFirst().orElseThrow();
    List<String> mapped =
        array
            .group(1)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(line -> ELEMENT.matcher(line).results().findFirst().orElseThrow())
            .map(each -> (each.group().startsWith("@") ? "_kafka_" : "") + each.group(1))
            .map(name -> name.replace("_unix", ""))
            .toList();

    // Then
    assertThat(mapped).isEqualTo(PlatformFiles.columns());
  }

  @Test
  void shouldKeepABatchWithinPostgresParameters() {
    Map<String, Object> batching = at(at(at(config, "input"), "kafka_franz"), "batching");
    assertThat((int) batching.get("count") * PlatformFiles.columns().size()).isLessThan(65_536);
  }

  @Test
  void shouldMakeNoSecondRowOfASecondDelivery() throws SQLException {
    // Given
    List<Object> other = new ArrayList<>(EVENT);
    other.set(0, "e2");
    List<List<Object>> batch = List.of(EVENT, other, EVENT);

    // When / Then
    try (Connection writer = asBento()) {
      assertThat(insertAll(writer, batch)).as("once in a batch").isEqualTo(2);
      assertThat(insertAll(writer, batch)).as("and once for ever").isZero();
    }
    assertThat(one("SELECT count(*) FROM analytics_events")).isEqualTo("2");
    assertThat(one("SELECT user_agent FROM analytics_events WHERE event_id = 'e1'"))
        .isEqualTo(EVENT.get(7));
    assertThat(one("SELECT properties ->> 'query' FROM analytics_events WHERE event_id = 'e1'"))
        .isEqualTo("Stühle");
    assertThat(
            one(
                "SELECT \"timestamp\" = '2026-03-01T09:00:00.123456Z'::timestamptz"
                    + " FROM analytics_events WHERE event_id = 'e1'"))
        .isEqualTo("t");
  }

  @Test
  void shouldKeepWhatIsRejectedAsItCame() throws SQLException {
    // Given
    byte[] raw = "{\"event_id\": \\x5c not JSON \0 ü".getBytes(UTF_8);
    List<Object> arguments =
        List.of(
            "analytics-events",
            3L,
            18L,
            "2026-03-01T09:00:01Z",
            "failed assignment (line 8): not a text: ip",
            Base64.getEncoder().encodeToString(raw));
    String query = (String) at(at(cases().get(0), "output"), "sql_raw").get("query");

    // When
    try (Connection writer = asBento()) {
      assertThat(update(writer, query, arguments)).isEqualTo(1);
      assertThat(update(writer, query, arguments)).as("delivered again").isZero();
    }

    // Then
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT raw, reason FROM analytics_events_rejected")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBytes(1)).isEqualTo(raw);
      assertThat(rows.getString(2)).contains("not a text: ip");
      assertThat(rows.next()).isFalse();
    }
  }

  /** As sql_insert makes it: all rows in one statement, numbered placeholders. */
  private int insertAll(Connection writer, List<List<Object>> rows) throws SQLException {
    List<?> columns = (List<?>) insert().get("columns");
    String row = "(" + String.join(",", Collections.nCopies(columns.size(), "?")) + ")";
    String statement =
        "INSERT INTO %s (%s) VALUES %s %s"
            .formatted(
                insert().get("table"),
                columns.stream().map(String.class::cast).collect(Collectors.joining(",")),
                String.join(",", Collections.nCopies(rows.size(), row)),
                insert().get("suffix"));
    List<Object> arguments = new ArrayList<>();
    rows.forEach(arguments::addAll);
    return update(writer, statement, arguments);
  }

  private static int update(Connection writer, String query, List<?> arguments)
      throws SQLException {
    try (PreparedStatement statement = writer.prepareStatement(query.replaceAll("\\$\\d+", "?"))) {
      for (int i = 0; i < arguments.size(); i++) {
        statement.setObject(i + 1, arguments.get(i));
      }
      return statement.executeUpdate();
    }
  }

  /** Go's driver leaves the type of a text to the server; so does Java's with this setting. */
  private Connection asBento() throws SQLException {
    return database.connectAsWriter(Map.of("stringtype", "unspecified"));
  }

  private String one(String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void assertFields(String component, Map<String, Object> fields) {
    Set<String> documented = BentoVocabulary.FIELDS.get(component);
    assertThat(documented).as("component %s is documented", component).isNotNull();
    assertThat(fields.keySet()).as(component).isSubsetOf(documented);
  }

  private static Set<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(each -> each.group(1)).collect(Collectors.toSet());
  }

  private String bloblang() {
    StringBuilder all = new StringBuilder();
    for (Object processor : (List<?>) at(config, "pipeline").get("processors")) {
      all.append(object(processor).get("mapping")).append('\n');
    }
    all.append(cases().get(0).get("check")).append('\n');
    all.append(at(at(cases().get(0), "output"), "sql_raw").get("args_mapping"));
    return all.toString();
  }

  private String mapping() {
    List<?> processors = (List<?>) at(config, "pipeline").get("processors");
    return (String) object(processors.get(1)).get("mapping");
  }

  private String dsn(String component, int index) {
    return (String) at(at(cases().get(index), "output"), component).get("dsn");
  }

  private Map<String, Object> insert() {
    return at(at(cases().get(1), "output"), "sql_insert");
  }

  private List<Map<String, Object>> cases() {
    List<?> cases = (List<?>) at(at(config, "output"), "switch").get("cases");
    return cases.stream().map(BentoPipelineTest::object).toList();
  }

  private static Map<String, Object> at(Map<String, Object> map, String key) {
    return object(map.get(key));
  }

  @SuppressWarnings("unchecked") // the keys of this file are texts
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
