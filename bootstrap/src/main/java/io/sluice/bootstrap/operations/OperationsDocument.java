package io.sluice.bootstrap.operations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.bootstrap.operations.Observed.Entry;
import io.sluice.bootstrap.operations.Observed.Second;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.Field;
import io.sluice.ports.in.PipelineStatus;
import io.sluice.ports.out.PipelineEvents.Stage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The state as JSON: times in milliseconds since the epoch, durations in seconds, sizes in bytes.
 * The stream sends it once whole, and then what is new: a document with the seconds and commits
 * since the last one.
 */
final class OperationsDocument {
  private static final JsonFactory JSON = new JsonFactory();
  private static final double NANOS_PER_SECOND = 1e9;

  private final PipelineIdentity identity;

  OperationsDocument(PipelineIdentity identity) {
    this.identity = identity;
  }

  /** With everything that is remembered. */
  String whole(Observed observed, PipelineStatus status) {
    return document(observed, status, Long.MIN_VALUE);
  }

  /** With only the seconds and commits after a time. */
  String since(long time, Observed observed, PipelineStatus status) {
    return document(observed, status, time);
  }

  private String document(Observed observed, PipelineStatus status, long after) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      identity(json);
      status(json, status);
      totals(json, observed.totals());
      lag(json, observed.lag());
      deadLetters(json, observed.deadLetters());
      fileSizes(json, observed.filesBySize());
      schema(json, observed);
      problems(json, observed.problems());
      seconds(json, observed.seconds(), after);
      commits(json, observed.commits(), after);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void identity(JsonGenerator json) throws IOException {
    json.writeStringField("pipeline", identity.pipeline());
    json.writeStringField("table", identity.table());
    json.writeNumberField("flush_max_age", seconds(identity.flushMaxAge()));
  }

  private static void status(JsonGenerator json, PipelineStatus status) throws IOException {
    json.writeObjectFieldStart("status");
    json.writeStringField("phase", lower(status.phase()));
    json.writeStringField("trouble", status.trouble().orElse(null));
    json.writeNumberField("loop_age", status.loopAgeNanos() / NANOS_PER_SECOND);
    json.writeEndObject();
  }

  private static void totals(JsonGenerator json, Observed.Totals totals) throws IOException {
    json.writeObjectFieldStart("totals");
    json.writeNumberField("started_at", totals.startedAt());
    json.writeNumberField("polled_records", totals.polledRecords());
    json.writeNumberField("polled_bytes", totals.polledBytes());
    json.writeNumberField("rows", totals.rows());
    json.writeNumberField("commits", totals.commits());
    json.writeNumberField("conflicts", totals.conflicts());
    json.writeNumberField("files", totals.files());
    json.writeNumberField("file_bytes", totals.fileBytes());
    json.writeNumberField("discarded", totals.discarded());
    json.writeNumberField("skipped", totals.skipped());
    json.writeEndObject();
  }

  private static void lag(JsonGenerator json, Map<SourcePartition, Long> lag) throws IOException {
    json.writeArrayFieldStart("lag");
    for (Map.Entry<SourcePartition, Long> partition : lag.entrySet()) {
      json.writeStartObject();
      json.writeStringField("topic", partition.getKey().topic());
      json.writeNumberField("partition", partition.getKey().partition());
      json.writeNumberField("records", partition.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void deadLetters(JsonGenerator json, Map<DeadLetterReason, Long> counts)
      throws IOException {
    json.writeObjectFieldStart("dead_letters");
    for (Map.Entry<DeadLetterReason, Long> count : counts.entrySet()) {
      json.writeNumberField(lower(count.getKey()), count.getValue());
    }
    json.writeEndObject();
  }

  private static void fileSizes(JsonGenerator json, long[] counts) throws IOException {
    json.writeArrayFieldStart("files_by_size");
    for (int size = 0; size < counts.length; size++) {
      json.writeStartObject();
      if (size < PipelineHistory.FILE_SIZES.length) {
        json.writeNumberField("up_to", PipelineHistory.FILE_SIZES[size]);
      } else {
        json.writeNullField("up_to");
      }
      json.writeNumberField("files", counts[size]);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void schema(JsonGenerator json, Observed observed) throws IOException {
    json.writeArrayFieldStart("schema");
    for (Field column : observed.schema().fields()) {
      json.writeStartObject();
      json.writeStringField("name", column.name());
      json.writeStringField("type", column.type().toString());
      json.writeBooleanField("nullable", column.nullable());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("columns_added");
    for (Observed.ColumnAdded column : observed.columnsAdded()) {
      json.writeStartObject();
      json.writeNumberField("time", column.time());
      json.writeNumberField("version", column.version());
      json.writeStringField("path", column.path());
      json.writeStringField("type", column.type());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void problems(JsonGenerator json, List<Observed.Problem> problems)
      throws IOException {
    json.writeArrayFieldStart("problems");
    for (Observed.Problem problem : problems) {
      json.writeStartObject();
      json.writeNumberField("time", problem.time());
      json.writeStringField("what", problem.what());
      json.writeStringField("where", problem.where());
      json.writeStringField("detail", problem.detail());
      json.writeNumberField("times", problem.times());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void seconds(JsonGenerator json, List<Second> seconds, long after)
      throws IOException {
    json.writeArrayFieldStart("seconds");
    for (Second second : seconds) {
      if (second.time() > after) {
        json.writeStartObject();
        json.writeNumberField("time", second.time());
        json.writeNumberField("polled", second.polled());
        json.writeNumberField("rows", second.rows());
        if (second.lag().isPresent()) {
          json.writeNumberField("lag", second.lag().getAsLong());
        } else {
          json.writeNullField("lag");
        }
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void commits(JsonGenerator json, List<Entry> commits, long after)
      throws IOException {
    json.writeArrayFieldStart("commits");
    for (Entry commit : commits) {
      // Of the same millisecond too: the page knows commits by their versions.
      if (commit.time() >= after) {
        json.writeStartObject();
        json.writeNumberField("time", commit.time());
        json.writeNumberField("version", commit.version());
        json.writeNumberField("rows", commit.rows());
        json.writeNumberField("dead_letters", commit.deadLetters());
        json.writeNumberField("files", commit.files());
        json.writeNumberField("bytes", commit.bytes());
        json.writeNumberField("freshness", seconds(commit.freshness()));
        json.writeNumberField("append", seconds(commit.append()));
        json.writeNumberField("conflicts", commit.conflicts());
        json.writeObjectFieldStart("stages");
        for (Stage stage : Stage.values()) {
          json.writeNumberField(
              lower(stage), seconds(commit.stages().getOrDefault(stage, Duration.ZERO)));
        }
        json.writeEndObject();
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }

  private static String lower(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }
}
