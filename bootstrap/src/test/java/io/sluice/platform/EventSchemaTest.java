package io.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.sluice.bootstrap.config.ConfigLoader;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.delta.schema.DeltaSchemas;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.SchemaNotation;
import io.sluice.domain.schema.TableSchema;
import io.sluice.postgres.HotDatabase;
import io.sluice.postgres.PostgresServer;
import io.sluice.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Both stores have the columns of deploy/schema/analytics-events.conf, in its order. */
@ExtendWith(TestPostgres.class)
final class EventSchemaTest {
  /** How PostgreSQL keeps what Delta keeps. */
  private static final Map<String, String> POSTGRES_TYPES =
      Map.of(
          "string", "text",
          "long", "bigint",
          "double", "double precision",
          "timestamp", "timestamp with time zone",
          "map<string,string>", "jsonb");

  private static final List<String> KAFKA_COLUMNS =
      List.of(
          "_kafka_topic string",
          "_kafka_partition long",
          "_kafka_offset long",
          "_kafka_timestamp timestamp");

  /** A column as both stores can be compared by. */
  private record Column(String name, String type, boolean nullable) {}

  @TempDir private Path folder;

  @Test
  void shouldBecomeTheDeltaTablesSchema() throws IOException {
    // Given
    List<String> declared = new ArrayList<>(declared());
    declared.addAll(KAFKA_COLUMNS);

    // When: as the table's log keeps it, and read from there
    TableSchema made = DeltaSchemas.fromJson(DeltaSchemas.toJson(PlatformFiles.schema()));

    // Then
    assertThat(made.fields())
        .isEqualTo(declared.stream().map(SchemaNotation::parseColumn).toList());
  }

  @Test
  void shouldBeTheHotTablesColumns(PostgresServer server) throws SQLException {
    // Given
    HotDatabase database = server.createDatabase("event_schema").set();

    // When
    List<Column> stored = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT column_name, data_type, is_nullable FROM information_schema.columns"
                    + " WHERE table_name = 'analytics_events' ORDER BY ordinal_position")) {
      while (rows.next()) {
        stored.add(
            new Column(rows.getString(1), rows.getString(2), rows.getString(3).equals("YES")));
      }
    }

    // Then
    assertThat(stored)
        .isEqualTo(PlatformFiles.schema().fields().stream().map(EventSchemaTest::hot).toList());
  }

  @Test
  void shouldBeRunAgainAndAgain(PostgresServer server) throws SQLException {
    // Given
    HotDatabase database = server.createDatabase("event_schema_again").set();
    database.execute(
        "INSERT INTO analytics_events (event_id, event_type, \"timestamp\", value)"
            + " VALUES ('a', 'click', '2026-03-01T09:59:59Z', 1.5)");

    // When
    database.set();

    // Then: the views that dashboards ask are there and see the row
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT h.bucket = '2026-03-01T09:00Z', m.bucket = '2026-03-01T09:59Z',"
                    + " h.event_type, h.events, h.value"
                    + " FROM events_per_hour h JOIN events_per_minute m USING (event_type)")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBoolean(1)).isTrue();
      assertThat(rows.getBoolean(2)).isTrue();
      assertThat(rows.getString(3)).isEqualTo("click");
      assertThat(rows.getLong(4)).isEqualTo(1);
      assertThat(rows.getDouble(5)).isEqualTo(1.5);
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void shouldNotMakeRolesWithoutPasswords(PostgresServer server) {
    // Given
    HotDatabase database = server.createDatabase("event_schema_roles");
    database.run("01-table.sql");

    // When / Then
    assertThatThrownBy(() -> database.run("03-roles.sql"))
        .hasMessageContaining("ANALYTICS_WRITER_PASSWORD is not set");
  }

  @Test
  void shouldBeMissedWhereItsFolderIsNotBesideTheWriters() throws IOException {
    // Given
    Path alone = Files.copy(PlatformFiles.WRITER, folder.resolve("alone.conf"));

    // When / Then
    assertThatThrownBy(
            () ->
                new ConfigLoader(KeyCatalog.ofClassPath(), Map.of())
                    .load(Optional.of(alone), List.of()))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("schema/analytics-events.conf");
  }

  @Test
  void shouldGoWithTheContractsNames() {
    Config writer = PlatformFiles.writer();
    assertThat(writer.getStringList("sluice.kafka.topics")).containsExactly("analytics-events");
    assertThat(writer.getString("sluice.table.location"))
        .isEqualTo("s3://analytics/delta/analytics-events");
  }

  private static List<String> declared() {
    return PlatformFiles.writer().getStringList("sluice.schema.columns");
  }

  private static Column hot(Field field) {
    return new Column(field.name(), POSTGRES_TYPES.get(field.type().toString()), field.nullable());
  }
}
