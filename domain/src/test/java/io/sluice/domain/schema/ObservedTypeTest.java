package io.sluice.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObservedTypeTest {
  private final ObservedType observed = new ObservedType();

  @Test
  void shouldHaveNoTypeUntilSomethingHasOne() {
    assertThat(observed.type()).isEmpty();

    observed.sawList();
    observed.sawObject().field("empty");

    assertThat(observed.type()).isEmpty();
  }

  @Test
  void shouldWidenNumbersAndInstants() {
    observed.sawLong();
    assertThat(observed.type()).contains(PrimitiveType.LONG);

    observed.sawDouble();
    observed.sawLong();
    assertThat(observed.type()).contains(PrimitiveType.DOUBLE);

    ObservedType text = new ObservedType();
    text.sawTimestamp();
    assertThat(text.type()).contains(PrimitiveType.TIMESTAMP);
    text.sawText();
    text.sawTimestamp();
    assertThat(text.type()).contains(PrimitiveType.STRING);
  }

  @Test
  void shouldLetTheMostFrequentWin() {
    observed.sawBoolean();
    observed.sawText();
    observed.sawTimestamp();
    observed.sawLong();

    assertThat(observed.type()).contains(PrimitiveType.STRING);
  }

  @Test
  void shouldLetTheFirstWinAmongTheEquallyFrequent() {
    observed.sawLong();
    observed.sawBoolean();
    assertThat(observed.type()).contains(PrimitiveType.LONG);

    observed.sawBoolean();
    assertThat(observed.type()).contains(PrimitiveType.BOOLEAN);

    observed.sawDouble();
    assertThat(observed.type()).contains(PrimitiveType.DOUBLE);
  }

  @Test
  void shouldPreferWhatHasATypeToWhatHasNone() {
    observed.sawList();
    observed.sawList();
    observed.sawText();

    assertThat(observed.type()).contains(PrimitiveType.STRING);
  }

  @Test
  void shouldJoinTheInsideOfListsAndObjects() {
    observed.sawList().sawObject().field("a").sawLong();
    observed.sawList().sawObject().field("b").sawList().sawBoolean();
    observed.sawList().sawObject().field("a").sawDouble();

    assertThat(observed.type())
        .contains(SchemaNotation.parseType("list<struct<a:double,b:list<boolean>>>"));
  }

  @Test
  void shouldLeaveOutNamesThatATableCannotHave() {
    ObservedFields fields = new ObservedFields();
    fields.field("deferred");
    fields.field("Same").sawLong();
    fields.field("same").sawText();
    fields.field("a b").sawText();
    fields.field("only").sawObject().field("x=y").sawLong();

    assertThat(fields.typed()).containsExactly(Field.nullable("Same", PrimitiveType.LONG));
  }

  @Test
  void shouldFindUnusableNamesAtAnyDepth() {
    ObservedFields fields = new ObservedFields();
    fields.field("un typed");
    fields.field("a").sawLong();
    assertThat(fields.unusableName()).isEmpty();

    fields.field("l").sawList().sawList().sawObject().field("x y").sawLong();
    assertThat(fields.unusableName()).contains("l.element.element.x y");

    ObservedFields others = new ObservedFields();
    others.field("o").sawObject().field("p").sawLong();
    others.field("o").sawObject().field("P").sawLong();
    assertThat(others.unusableName()).contains("o.P");
  }

  @Test
  void shouldAddTheKafkaColumnsThatASchemaLacks() {
    TableSchema schema =
        TableSchema.of(
            Field.required(KafkaColumns.OFFSET, PrimitiveType.LONG),
            Field.nullable("a", PrimitiveType.LONG));

    TableSchema complete = KafkaColumns.addTo(schema);

    assertThat(complete.fields())
        .extracting(Field::name)
        .containsExactly(
            "_kafka_offset", "a", "_kafka_topic", "_kafka_partition", "_kafka_timestamp");
    assertThat(KafkaColumns.addTo(complete)).isEqualTo(complete);
  }
}
