package io.sluice.platform;

import com.typesafe.config.Config;
import io.sluice.bootstrap.config.ConfigLoader;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.TableSchema;
import io.sluice.kafka.decode.SchemaConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the platform's files are, and what the one schema file says. */
final class PlatformFiles {
  static final Path DEPLOY = Path.of("..", "deploy").toAbsolutePath().normalize();
  static final Path WRITER = DEPLOY.resolve("platform/sluice/analytics-events.conf");
  static final Path BENTO = DEPLOY.resolve("platform/bento/analytics-events.yaml");

  private PlatformFiles() {}

  /** The writer's configuration, which includes the schema file, as the writer reads it. */
  static Config writer() {
    return new ConfigLoader(KeyCatalog.ofClassPath(), Map.of())
        .load(Optional.of(WRITER), List.of())
        .config();
  }

  /** The schema of the table that the writer makes. */
  static TableSchema schema() {
    SchemaConfig config = SchemaConfig.from(writer());
    return config.complete(config.declared().orElseThrow());
  }

  static List<String> columns() {
    return schema().fields().stream().map(Field::name).toList();
  }
}
