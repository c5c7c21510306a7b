package io.sluice.platform;

import java.util.Map;
import java.util.Set;

/**
 * The part of Bento's vocabulary that our configuration may use, as its documentation has it:
 * website/docs of https://github.com/warpstreamlabs/bento. Bento itself does not run in the tests,
 * so a name that is not in here is a mistake or wants to be looked up.
 */
final class BentoVocabulary {
  /** Top level: configuration/about.md. */
  static final Set<String> SECTIONS =
      Set.of("http", "metrics", "logger", "input", "pipeline", "output");

  /** By component; each has a page of its name below components/. */
  static final Map<String, Set<String>> FIELDS =
      Map.of(
          "http", Set.of("address", "enabled", "root_path", "debug_endpoints"),
          "logger", Set.of("level", "format", "add_timestamp"),
          "metrics", Set.of("prometheus", "mapping"),
          "kafka_franz",
              Set.of(
                  "seed_brokers",
                  "topics",
                  "consumer_group",
                  "client_id",
                  "checkpoint_limit",
                  "auto_replay_nacks",
                  "commit_period",
                  "start_from_oldest",
                  "batching"),
          "batching", Set.of("count", "byte_size", "period", "check", "processors"),
          "switch", Set.of("retry_until_success", "strict_mode", "cases"),
          "case", Set.of("check", "output", "continue"),
          "sql_raw", Set.of("driver", "dsn", "query", "args_mapping", "max_in_flight"),
          "sql_insert",
              Set.of(
                  "driver",
                  "dsn",
                  "table",
                  "columns",
                  "args_mapping",
                  "prefix",
                  "suffix",
                  "max_in_flight",
                  "conn_max_idle",
                  "conn_max_open"));

  /** guides/bloblang/functions.md and methods.md. */
  static final Set<String> BLOBLANG =
      Set.of(
          "content",
          "error",
          "errored",
          "throw",
          "contains",
          "encode",
          "filter",
          "format_json",
          "get",
          "join",
          "length",
          "not_null",
          "number",
          "or",
          "string",
          "ts_format",
          "ts_parse",
          "ts_unix",
          "type",
          "values");

  /** components/inputs/kafka_franz.md: what it says about each record. */
  static final Set<String> METADATA =
      Set.of("kafka_key", "kafka_topic", "kafka_partition", "kafka_offset", "kafka_timestamp_unix");

  private BentoVocabulary() {}
}
