package io.sluice.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SchemaEvolutionTest {
  @Test
  void shouldLeaveATableAloneThatHasEverything() {
    // Given
    TableSchema table = schema("a long", "s struct<x:long,y:string>", "b double");

    // Then
    assertThat(SchemaEvolution.merge(table, table)).isEqualTo(new SchemaMerge.Unchanged());
    assertThat(SchemaEvolution.merge(table, schema("b double", "s struct<y:string>")))
        .as("files may lack nullable columns and have another order")
        .isEqualTo(new SchemaMerge.Unchanged());
    assertThat(SchemaEvolution.merge(table, TableSchema.EMPTY))
        .isEqualTo(new SchemaMerge.Unchanged());
  }

  @Test
  void shouldAddColumnsAtTheEndAsNullable() {
    assertThat(
            SchemaEvolution.merge(
                schema("a long", "b double"), schema("z string not null", "a long", "y date")))
        .isEqualTo(
            new SchemaMerge.Extended(
                schema("a long", "b double", "z string", "y date"),
                List.of(
                    new SchemaChange("z", PrimitiveType.STRING),
                    new SchemaChange("y", PrimitiveType.DATE))));
  }

  @Test
  void shouldAddFieldsInsideStructsListsAndMaps() {
    // When
    SchemaMerge merge =
        SchemaEvolution.merge(
            schema(
                "s struct<a:long>",
                "l list<struct<a:long>>",
                "m map<string,struct<a:long>>",
                "last long"),
            schema(
                "m map<string,struct<b:string>>",
                "l list<struct<b:long,a:long>>",
                "s struct<a:long,d:struct<e:double>>"));

    // Then
    assertThat(merge)
        .isEqualTo(
            new SchemaMerge.Extended(
                schema(
                    "s struct<a:long,d:struct<e:double>>",
                    "l list<struct<a:long,b:long>>",
                    "m map<string,struct<a:long,b:string>>",
                    "last long"),
                List.of(
                    new SchemaChange("m.value.b", PrimitiveType.STRING),
                    new SchemaChange("l.element.b", PrimitiveType.LONG),
                    new SchemaChange("s.d", SchemaNotation.parseType("struct<e:double>")))));
    assertThat(((SchemaMerge.Extended) merge).changes().get(0)).hasToString("m.value.b string");
  }

  @Test
  void shouldNeverChangeAType() {
    assertConflict(
        schema("a long"), schema("a double"), "a", "the table has long, the data double");
    assertConflict(schema("a decimal(9,2)"), schema("a decimal(9,3)"), "a", "decimal(9,3)");
    assertConflict(schema("a list<long>"), schema("a list<string>"), "a.element", "string");
    assertConflict(schema("a map<string,long>"), schema("a map<string,date>"), "a.value", "date");
    assertConflict(schema("a struct<b:struct<c:long>>"), schema("a struct<b:long>"), "a.b", "long");
    assertConflict(schema("a struct<b:long>"), schema("a map<string,long>"), "a", "map");
    assertConflict(schema("a timestamp"), schema("a long"), "a", "timestamp");
  }

  @Test
  void shouldRefuseANameThatDiffersOnlyInCase() {
    assertConflict(schema("Name string"), schema("name string"), "name", "Name");
    assertConflict(schema("s struct<B:long>"), schema("s struct<b:long>"), "s.b", "B");
  }

  @Test
  void shouldRefuseNullsWhereTheTableTakesNone() {
    assertConflict(schema("a long not null"), schema("a long"), "a", "takes no null");
    assertConflict(schema("a long not null"), schema("b long"), "a", "lacks the column");
    assertConflict(
        schema("s struct<a:long not null>"), schema("s struct<b:long>"), "s.a", "lacks the column");
    assertThat(SchemaEvolution.merge(schema("a long"), schema("a long not null")))
        .as("the other way round is no harm")
        .isEqualTo(new SchemaMerge.Unchanged());
  }

  @Test
  void shouldConverge() {
    Random random = new Random(5);
    for (int round = 0; round < 500; round++) {
      // Given two writers that start from one table
      TableSchema table = nullable(new TableSchema(RandomTypes.fields(random, 3, 3)));
      TableSchema data = nullable(new TableSchema(RandomTypes.wider(random, table.fields())));

      // When
      TableSchema merged = apply(table, data);

      // Then
      assertThat(apply(merged, data)).as("a second time changes nothing").isEqualTo(merged);
      assertThat(apply(merged, table)).as("an older writer changes nothing").isEqualTo(merged);
      assertThat(merged).as("additions at the end, here and deeper").isEqualTo(data);
      assertThat(apply(table, shuffled(data, random)).fields())
          .as("order in the data does not matter")
          .containsExactlyInAnyOrderElementsOf(merged.fields());
    }
  }

  private static TableSchema apply(TableSchema table, TableSchema data) {
    SchemaMerge merge = SchemaEvolution.merge(table, data);
    assertThat(merge).isNotInstanceOf(SchemaMerge.Conflict.class);
    return merge instanceof SchemaMerge.Extended extended ? extended.schema() : table;
  }

  /** Required fields aside: they are what the test before is about. */
  private static TableSchema nullable(TableSchema schema) {
    return schema(
        schema.fields().stream()
            .map(field -> field.toString().replace(" not null", ""))
            .toArray(String[]::new));
  }

  private static TableSchema shuffled(TableSchema schema, Random random) {
    List<Field> fields = Arrays.asList(schema.fields().toArray(Field[]::new));
    Collections.shuffle(fields, random);
    return new TableSchema(fields);
  }

  private static void assertConflict(
      TableSchema table, TableSchema data, String path, String reason) {
    assertThat(SchemaEvolution.merge(table, data))
        .isInstanceOfSatisfying(
            SchemaMerge.Conflict.class,
            conflict -> {
              assertThat(conflict.path()).isEqualTo(path);
              assertThat(conflict.reason()).contains(reason);
            });
  }

  private static TableSchema schema(String... columns) {
    return new TableSchema(Arrays.stream(columns).map(SchemaNotation::parseColumn).toList());
  }
}
