package io.sluice.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypesTest {
  private static final Field A = Field.nullable("a", PrimitiveType.LONG);
  private static final Field B = Field.required("b", PrimitiveType.STRING);

  @ParameterizedTest
  @CsvSource({"0,0", "39,0", "10,-1", "10,11"})
  void shouldRefuseDecimalsThatDoNotExist(int precision, int scale) {
    assertThatThrownBy(() -> new DecimalType(precision, scale))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("decimal(" + precision + "," + scale + ")");
  }

  @ParameterizedTest
  @CsvSource({"1,0", "1,1", "38,38", "18,4"})
  void shouldTakeDecimalsUpToThirtyEightDigits(int precision, int scale) {
    assertThat(new DecimalType(precision, scale))
        .hasToString("decimal(" + precision + "," + scale + ")");
  }

  @Test
  void shouldTellNestedTypesFromOthers() {
    assertThat(new ListType(PrimitiveType.LONG).isNested()).isTrue();
    assertThat(new MapType(PrimitiveType.LONG).isNested()).isTrue();
    assertThat(new StructType(List.of(A)).isNested()).isTrue();
    assertThat(PrimitiveType.STRING.isNested()).isFalse();
    assertThat(new DecimalType(3, 1).isNested()).isFalse();
  }

  @Test
  void shouldRefuseEmptyStructsAndTwinFields() {
    assertThatThrownBy(() -> new StructType(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StructType(List.of(A, Field.nullable("A", PrimitiveType.STRING))))
        .as("Delta does not see case")
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a and A");
    assertThatThrownBy(() -> TableSchema.of(A, A)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldFindColumnsByTheirExactName() {
    // Given
    TableSchema schema = TableSchema.of(A, B);

    // Then
    assertThat(schema.find("b")).contains(B);
    assertThat(schema.find("B")).isEmpty();
    assertThat(schema.indexOf("b")).isEqualTo(1);
    assertThat(schema.indexOf("c")).isEqualTo(-1);
    assertThat(schema.plus(List.of(Field.nullable("c", PrimitiveType.DATE))).indexOf("c"))
        .isEqualTo(2);
    assertThat(schema).hasToString("a long, b string not null");
  }

  @Test
  void shouldNotFollowItsCallersList() {
    // Given
    List<Field> fields = new ArrayList<>(List.of(A));
    TableSchema schema = new TableSchema(fields);
    StructType struct = new StructType(fields);

    // When
    fields.add(B);

    // Then
    assertThat(schema.fields()).containsExactly(A);
    assertThat(struct.fields()).containsExactly(A);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a b", "a,b", "a;b", "{a", "a}", "a(", ")", "a\nb", "a\tb", "a=b", "a\0", "a\u007f"
      })
  void shouldKnowNamesThatDeltaForbids(String name) {
    assertThat(FieldNames.isLegal(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "_kafka_offset", "a.b", "a-b", "Grüße", "\ud83d\ude00", "a:b", "1"})
  void shouldKnowNamesThatDeltaTakes(String name) {
    assertThat(FieldNames.isLegal(name)).isTrue();
  }

  @Test
  void shouldReserveTheKafkaColumnsInAnyCase() {
    assertThat(KafkaColumns.isReserved("_kafka_offset")).isTrue();
    assertThat(KafkaColumns.isReserved("_KAFKA_Offset")).isTrue();
    assertThat(KafkaColumns.isReserved("_kafka_offset_")).isFalse();
    assertThat(KafkaColumns.FIELDS).hasSize(4).allMatch(Field::nullable);
  }

  @Test
  void shouldNeedANameForAField() {
    assertThatThrownBy(() -> Field.nullable("", PrimitiveType.LONG))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(B.withType(PrimitiveType.DATE)).isEqualTo(Field.required("b", PrimitiveType.DATE));
  }
}
