package io.sluice.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaNotationTest {
  @Test
  void shouldReadBackWhateverItWrites() {
    Random random = new Random(11);
    for (int round = 0; round < 2_000; round++) {
      // Given
      Field field = new Field("c", RandomTypes.type(random, 4), random.nextBoolean());

      // Then
      assertThat(SchemaNotation.parseColumn(field.toString())).isEqualTo(field);
      assertThat(SchemaNotation.parseType(field.type().toString())).isEqualTo(field.type());
    }
  }

  @ParameterizedTest
  @EnumSource(PrimitiveType.class)
  void shouldKnowEveryPrimitiveInAnyCase(PrimitiveType type) {
    assertThat(SchemaNotation.parseType(type.toString())).isEqualTo(type);
    assertThat(SchemaNotation.parseType(type.name())).isEqualTo(type);
  }

  @Test
  void shouldReadSpaceAnywhere() {
    assertThat(
            SchemaNotation.parseColumn(
                "  trip \n struct < id : long NOT  NULL , legs : list< decimal( 9 , 2 )\n> ,\n"
                    + "tags:map<string,\tstring> >  not null "))
        .isEqualTo(
            Field.required(
                "trip",
                new StructType(
                    List.of(
                        Field.required("id", PrimitiveType.LONG),
                        Field.nullable("legs", new ListType(new DecimalType(9, 2))),
                        Field.nullable("tags", new MapType(PrimitiveType.STRING))))));
  }

  @Test
  void shouldKeepTheCaseOfNames() {
    assertThat(SchemaNotation.parseColumn("depDelay long").name()).isEqualTo("depDelay");
    assertThat(SchemaNotation.parseColumn("null string not null").name()).isEqualTo("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | expected a column name at character 1",
        "a | expected a type at character 2",
        "a int | not 'int'",
        "a long null | expected 'not null' or nothing more",
        "a long not | expected 'null' at character 11",
        "a long not nil | expected 'not null' or nothing more",
        "a long, b long | expected the end at character 7",
        "a list<long | expected '>' at character 12",
        "a list long | expected '<'",
        "a map<long,long> | expected string as the type of a map's keys",
        "a map<string> | expected ','",
        "a struct<> | expected a field name",
        "a struct<b long> | expected ':'",
        "a struct<b:long,> | expected a field name",
        "a decimal | expected '('",
        "a decimal(10) | expected ','",
        "a decimal(x,2) | expected a number, not 'x'",
        "a decimal(10,2 | expected ')'",
        "a decimal(40,2) | precision is 1 to 38",
        "a struct<b:long,B:long> | are the same to a Delta table",
        "a=b long | 'a=b' cannot be a column's name",
        "a struct<b;c:long> | 'b;c' cannot be a column's name",
        "a list<long>> | expected the end",
      })
  void shouldSayWhatItExpectedWhere(String text, String message) {
    assertThatThrownBy(() -> SchemaNotation.parseColumn(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"long not null", "", "long long", "decimal(99999999999,1)"})
  void shouldReadOneTypeAlone(String text) {
    assertThatThrownBy(() -> SchemaNotation.parseType(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
