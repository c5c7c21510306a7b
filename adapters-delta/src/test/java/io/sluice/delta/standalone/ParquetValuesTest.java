package io.sluice.delta.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.delta.fixture.FolderBackend;
import io.sluice.delta.fixture.ParquetSamples;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.SchemaNotation;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.PartitionValues;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every type of a column, in every form in which writers store it. */
class ParquetValuesTest {
  @TempDir private Path folder;

  @Test
  void shouldReadPrimitives() throws IOException {
    List<Object> row =
        read(
            """
            message m {
              optional binary s (STRING); optional int64 l; optional double d; optional boolean b;
              optional int32 day (DATE); optional binary raw; optional int64 absent;
            }
            """,
            group -> {
              group.add("s", "ü");
              group.add("l", Long.MIN_VALUE);
              group.add("d", -0.5);
              group.add("b", true);
              group.add("day", -1);
              group.add("raw", Binary.fromConstantByteArray(new byte[] {0, (byte) 0xff}));
            },
            "s string",
            "l long",
            "d double",
            "b boolean",
            "day date",
            "raw binary",
            "absent long",
            "unknown string");

    assertThat(row.subList(0, 5))
        .containsExactly("ü", Long.MIN_VALUE, -0.5, true, LocalDate.of(1969, 12, 31));
    assertThat((byte[]) row.get(5)).containsExactly(0, 0xff);
    assertThat(row.subList(6, 8)).containsExactly(null, null);
  }

  @Test
  void shouldReadTimestampsOfEveryUnit() throws IOException {
    Instant expected = Instant.parse("1969-12-31T23:59:59.123456Z");
    long micros = -876_544L;
    ByteBuffer int96 = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    int96.putLong(86_399_123_456_000L).putInt(2_440_587).flip();

    List<Object> row =
        read(
            """
            message m {
              optional int64 micros (TIMESTAMP(MICROS,true)); optional int96 old;
              optional int64 millis (TIMESTAMP(MILLIS,true)); optional int64 nanos (TIMESTAMP(NANOS,true));
            }
            """,
            group -> {
              group.add("micros", micros);
              group.add("old", Binary.fromConstantByteBuffer(int96));
              group.add("millis", -877L);
              group.add("nanos", micros * 1000);
            },
            "micros timestamp",
            "old timestamp",
            "millis timestamp",
            "nanos timestamp");

    assertThat(row)
        .containsExactly(expected, expected, Instant.parse("1969-12-31T23:59:59.123Z"), expected);
  }

  @Test
  void shouldReadDecimalsOfEveryWidth() throws IOException {
    List<Object> row =
        read(
            """
            message m {
              optional int32 small (DECIMAL(9,2)); optional int64 middle (DECIMAL(18,4));
              optional fixed_len_byte_array(16) wide (DECIMAL(38,18)); optional binary any (DECIMAL(20,1));
            }
            """,
            group -> {
              group.add("small", -12345);
              group.add("middle", 123456789L);
              byte[] wide = new byte[16];
              Arrays.fill(wide, (byte) 0xff);
              group.add("wide", Binary.fromConstantByteArray(wide));
              group.add("any", Binary.fromConstantByteArray(new byte[] {1, 0}));
            },
            "small decimal(9,2)",
            "middle decimal(18,4)",
            "wide decimal(38,18)",
            "any decimal(20,1)");

    assertThat(row)
        .containsExactly(
            new BigDecimal("-123.45"),
            new BigDecimal("12345.6789"),
            new BigDecimal("-0.000000000000000001"),
            new BigDecimal("25.6"));
  }

  @Test
  void shouldReadNestedValues() throws IOException {
    Map<String, Object> inner = new HashMap<>();
    inner.put("x", 1L);
    inner.put("y", null);
    List<Object> row =
        read(
            """
            message m {
              optional group s { optional int64 x; optional group y { optional binary z (STRING); } }
              optional group l (LIST) { repeated group list { optional int64 element; } }
              optional group empty (LIST) { repeated group list { optional int64 element; } }
              optional group map (MAP) { repeated group key_value {
                required binary key (STRING);
                optional group value (LIST) { repeated group list { optional double element; } } } }
              optional group none (MAP) { repeated group key_value {
                required binary key (STRING); optional int64 value; } }
            }
            """,
            group -> {
              group.addGroup("s").add("x", 1L);
              Group list = group.addGroup("l");
              list.addGroup("list").add("element", 5L);
              list.addGroup("list");
              group.addGroup("empty");
              Group map = group.addGroup("map");
              Group entry = map.addGroup("key_value");
              entry.add("key", "a");
              entry.addGroup("value").addGroup("list").add("element", 0.5);
              map.addGroup("key_value").add("key", "b");
            },
            "s struct<x:long,y:struct<z:string>>",
            "l list<long>",
            "empty list<long>",
            "map map<string,list<double>>",
            "none map<string,long>");

    Map<String, Object> map = new HashMap<>();
    map.put("a", List.of(0.5));
    map.put("b", null);
    assertThat(row).containsExactly(inner, Arrays.asList(5L, null), List.of(), map, null);
  }

  private List<Object> read(String schema, ParquetSamples.RowFiller filler, String... columns)
      throws IOException {
    ParquetSamples.write(folder, "x.parquet", schema, PartitionValues.NONE, filler);
    List<Field> fields = Stream.of(columns).map(SchemaNotation::parseColumn).toList();
    Location file = Location.of(folder.resolve("x.parquet"));
    try (ParquetRows rows =
        new ParquetRows(StoredParquet.open(new FolderBackend().objects(), file), fields)) {
      List<Object> row = rows.next();
      assertThat(rows.next()).isNull();
      return row;
    }
  }
}
