package io.sluice.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.delta.json.Json;
import io.sluice.delta.json.JsonObject;
import io.sluice.domain.table.ColumnStatistics;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.StatisticValue;
import io.sluice.domain.table.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Statistics of a data file, as an add action holds them: a JSON document within a JSON string. */
public final class StatisticsJson {
  private StatisticsJson() {}

  /** The document, of the columns that the table wants in it. */
  public static String write(DataFile file, IndexedColumns indexed) {
    Map<String, Object> minValues = new LinkedHashMap<>();
    Map<String, Object> maxValues = new LinkedHashMap<>();
    Map<String, Object> nullCount = new LinkedHashMap<>();
    for (ColumnStatistics column : indexed.select(file.columns())) {
      column.min().ifPresent(min -> put(minValues, column.path(), value(min)));
      column.max().ifPresent(max -> put(maxValues, column.path(), value(max)));
      put(nullCount, column.path(), column.nullCount());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("numRecords", file.rows());
    json.put("minValues", minValues);
    json.put("maxValues", maxValues);
    json.put("nullCount", nullCount);
    return Json.write(json);
  }

  /**
   * The number of rows that the document names; empty where there is no document, or one that does
   * not: statistics are other writers' and nothing rests on them.
   */
  public static OptionalLong rows(String document) {
    try {
      return document.isEmpty()
          ? OptionalLong.empty()
          : JsonObject.parse(document).orElse(JsonObject.EMPTY).whole("numRecords");
    } catch (JsonProcessingException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Whether a file can hold a value of the range: true where the document does not say otherwise.
   * Some writers cut bounds to milliseconds, so the maximum may lie up to one below the truth.
   */
  public static boolean canHold(String document, TimeRange range) {
    try {
      JsonObject json =
          document.isEmpty()
              ? JsonObject.EMPTY
              : JsonObject.parse(document).orElse(JsonObject.EMPTY);
      boolean isBefore =
          bound(json, "maxValues", range.column())
              .filter(max -> !max.plusMillis(1).isAfter(range.from()))
              .isPresent();
      boolean isAfter =
          bound(json, "minValues", range.column())
              .filter(min -> !min.isBefore(range.to()))
              .isPresent();
      return !isBefore && !isAfter;
    } catch (JsonProcessingException | DateTimeException e) {
      return true;
    }
  }

  private static Optional<Instant> bound(JsonObject json, String bounds, String column) {
    return json.object(bounds)
        .flatMap(values -> values.text(column))
        .map(text -> OffsetDateTime.parse(text).toInstant());
  }

  @SuppressWarnings("unchecked") // nothing but such maps is put on the way to a leaf
  private static void put(Map<String, Object> root, List<String> path, Object value) {
    Map<String, Object> parent = root;
    for (String name : path.subList(0, path.size() - 1)) {
      parent =
          (Map<String, Object>)
              parent.computeIfAbsent(name, missing -> new LinkedHashMap<String, Object>());
    }
    parent.put(path.get(path.size() - 1), value);
  }

  private static Object value(StatisticValue value) {
    if (value instanceof StatisticValue.Whole whole) {
      return whole.value();
    }
    if (value instanceof StatisticValue.Real real) {
      return real.value();
    }
    if (value instanceof StatisticValue.Exact exact) {
      return exact.value();
    }
    return ((StatisticValue.Text) value).value();
  }
}
