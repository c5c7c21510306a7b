package io.sluice.delta.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.StructType;
import io.sluice.domain.schema.TableSchema;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetSchemaTest {
  private static final FieldType LONG = PrimitiveType.LONG;

  @Test
  void shouldUseTheTypesThatSparkWrites() {
    // Given
    TableSchema schema =
        TableSchema.of(
            Field.nullable("s", PrimitiveType.STRING),
            Field.required("l", LONG),
            Field.nullable("d", PrimitiveType.DOUBLE),
            Field.nullable("b", PrimitiveType.BOOLEAN),
            Field.nullable("t", PrimitiveType.TIMESTAMP),
            Field.nullable("day", PrimitiveType.DATE),
            Field.nullable("x", PrimitiveType.BINARY),
            Field.nullable("st", new StructType(List.of(Field.required("in", LONG)))),
            Field.nullable("li", new ListType(LONG)),
            Field.required("m", new MapType(new ListType(LONG))));

    // When
    MessageType message = ParquetSchema.of(schema);

    // Then
    MessageType expected =
        MessageTypeParser.parseMessageType(
            """
            message table {
              optional binary s (STRING);
              required int64 l;
              optional double d;
              optional boolean b;
              optional int64 t (TIMESTAMP(MICROS,true));
              optional int32 day (DATE);
              optional binary x;
              optional group st { required int64 in; }
              optional group li (LIST) { repeated group list { optional int64 element; } }
              required group m (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  optional group value (LIST) { repeated group list { optional int64 element; } }
                }
              }
            }
            """);
    assertThat(message).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1,0,int32",
    "9,9,int32",
    "10,2,int64",
    "18,0,int64",
    "19,4,fixed_len_byte_array(9)",
    "20,0,fixed_len_byte_array(9)",
    "21,0,fixed_len_byte_array(9)",
    "22,0,fixed_len_byte_array(10)",
    "38,18,fixed_len_byte_array(16)"
  })
  void shouldStoreDecimalsAsNarrowAsTheirPrecisionAllows(
      int precision, int scale, String physical) {
    // When
    MessageType message =
        ParquetSchema.of(TableSchema.of(Field.nullable("d", new DecimalType(precision, scale))));

    // Then
    assertThat(message)
        .isEqualTo(
            MessageTypeParser.parseMessageType(
                "message table { optional %s d (DECIMAL(%d,%d)); }"
                    .formatted(physical, precision, scale)));
  }
}
