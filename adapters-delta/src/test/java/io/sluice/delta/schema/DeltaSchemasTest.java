package io.sluice.delta.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.SchemaNotation;
import io.sluice.domain.schema.TableSchema;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaSchemasTest {
  private static final TableSchema EVERYTHING =
      schema(
          "s string",
          "l long not null",
          "d double",
          "b boolean",
          "t timestamp",
          "day date",
          "raw binary",
          "price decimal(38,18)",
          "nested struct<a:long not null,b:struct<c:string>>",
          "list list<list<struct<x:decimal(5,2)>>>",
          "map map<string,map<string,double>>");

  @Test
  void shouldReadWhatItWrote() {
    assertThat(DeltaSchemas.fromJson(DeltaSchemas.toJson(EVERYTHING))).isEqualTo(EVERYTHING);
  }

  @Test
  void shouldWriteTheFormOfTheProtocol() {
    assertThat(DeltaSchemas.toJson(schema("a long not null", "m map<string,list<date>>")))
        .isEqualTo(
            "{\"type\":\"struct\",\"fields\":["
                + "{\"name\":\"a\",\"type\":\"long\",\"nullable\":false,\"metadata\":{}},"
                + "{\"name\":\"m\",\"type\":{\"type\":\"map\",\"keyType\":\"string\",\"valueType\":"
                + "{\"type\":\"array\",\"elementType\":\"date\",\"containsNull\":true},"
                + "\"valueContainsNull\":true},\"nullable\":true,\"metadata\":{}}]}");
  }

  @Test
  void shouldReadDecimalAsOthersWriteIt() {
    assertThat(type("\"decimal\"").type()).isEqualTo(new DecimalType(10, 0));
    assertThat(type("\"decimal(7, 3)\"").type()).isEqualTo(new DecimalType(7, 3));
  }

  @Test
  void shouldKeepCommentsAtAnyDepthWhenColumnsAreAdded() {
    // Given
    String json =
        "{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"array\","
            + "\"elementType\":{\"type\":\"struct\",\"fields\":[{\"name\":\"x\",\"type\":\"long\","
            + "\"nullable\":true,\"metadata\":{\"comment\":\"inner\"}}]},\"containsNull\":true},"
            + "\"nullable\":true,\"metadata\":{\"comment\":\"outer\",\"n\":1}}]}";

    // When
    String wider = DeltaSchemas.widen(json, schema("a list<struct<x:long,y:string>>", "b date"));

    // Then
    assertThat(wider)
        .contains(
            "\"name\":\"x\",\"type\":\"long\",\"nullable\":true,\"metadata\":{\"comment\":\"inner\"}",
            "\"name\":\"y\",\"type\":\"string\",\"nullable\":true,\"metadata\":{}",
            "\"metadata\":{\"comment\":\"outer\",\"n\":1}",
            "\"name\":\"b\",\"type\":\"date\"");
    assertThat(DeltaSchemas.fromJson(wider))
        .isEqualTo(schema("a list<struct<x:long,y:string>>", "b date"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"integer", "short", "byte", "float", "timestamp_ntz", "void", "decimal(x)"})
  void shouldNameTypesThatItCannotWrite(String type) {
    refuses("\"" + type + "\"", "'c'", type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'array','elementType':'integer','containsNull':true} | 'c.element'",
        "{'type':'array','elementType':'long','containsNull':false} | cannot be null",
        "{'type':'map','keyType':'long','valueType':'long','valueContainsNull':true} | keys",
        "{'type':'map','keyType':'string','valueType':'long','valueContainsNull':false} | values",
        "{'type':'struct','fields':[]} | without fields",
        "{'type':'struct','fields':[{'name':'x','type':'float'}]} | 'c.x'",
        "{'type':'variant'} | variant"
      },
      quoteCharacter = '"')
  void shouldNamePartsThatItCannotWrite(String type, String part) {
    refuses(type.replace('\'', '"'), part);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"type\":\"array\"}",
        "{\"type\":\"struct\",\"fields\":[1]}",
        "{\"type\":\"struct\",\"fields\":[{\"type\":\"long\"}]}",
        "{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":7}]}"
      })
  void shouldTellDamageFromLimits(String json) {
    assertThatThrownBy(() -> DeltaSchemas.fromJson(json))
        .isInstanceOfSatisfying(
            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE));
  }

  private static void refuses(String type, String... parts) {
    assertThatThrownBy(() -> type(type))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.getMessage()).contains(parts);
            });
  }

  private static Field type(String json) {
    return DeltaSchemas.fromJson(
            "{\"type\":\"struct\",\"fields\":[{\"name\":\"c\",\"nullable\":true,\"type\":"
                + json
                + "}]}")
        .fields()
        .get(0);
  }

  private static TableSchema schema(String... columns) {
    List<Field> fields = Stream.of(columns).map(SchemaNotation::parseColumn).toList();
    return new TableSchema(fields);
  }
}
