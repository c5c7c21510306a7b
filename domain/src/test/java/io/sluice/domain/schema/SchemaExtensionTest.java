package io.sluice.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SchemaExtensionTest {
  @Test
  void shouldAddWhatIsMissingAtTheEndAsNullable() {
    assertThat(SchemaExtension.extend(schema("a long"), schema("b string not null", "a long")))
        .isEqualTo(schema("a long", "b string"));
  }

  @Test
  void shouldKeepTheBasesWordWhereBothHaveIt() {
    assertThat(
            SchemaExtension.extend(
                schema("a long not null", "B double"), schema("a string", "b date")))
        .as("no check, and no twin in another case")
        .isEqualTo(schema("a long not null", "B double"));
  }

  @Test
  void shouldExtendInside() {
    assertThat(
            SchemaExtension.extend(
                schema(
                    "s struct<a:long>", "l list<struct<a:long>>", "m map<string,struct<a:long>>"),
                schema(
                    "m map<string,struct<z:long>>",
                    "l list<struct<z:long>>",
                    "s struct<z:struct<y:date>,a:string>")))
        .isEqualTo(
            schema(
                "s struct<a:long,z:struct<y:date>>",
                "l list<struct<a:long,z:long>>",
                "m map<string,struct<a:long,z:long>>"));
  }

  @Test
  void shouldKeepTheBaseWhereTheKindsDiffer() {
    TableSchema base = schema("a struct<b:long>", "c list<long>", "d map<string,long>", "e long");
    assertThat(
            SchemaExtension.extend(
                base, schema("a long", "c struct<x:long>", "d list<long>", "e struct<y:long>")))
        .isEqualTo(base);
  }

  private static TableSchema schema(String... columns) {
    return new TableSchema(Arrays.stream(columns).map(SchemaNotation::parseColumn).toList());
  }
}
