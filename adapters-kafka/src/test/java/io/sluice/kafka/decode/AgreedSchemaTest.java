package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.schema.SchemaEvolution;
import io.sluice.domain.schema.SchemaMerge;
import io.sluice.ports.fake.GrowingSchemaAgreement;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder.DecodeSession;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a batch when others change the schema that is agreed on. */
class AgreedSchemaTest {
  private final GrowingSchemaAgreement agreement =
      new GrowingSchemaAgreement(
          Decoding.schema(
              "a long",
              "s struct<x:long>",
              "l list<struct<x:long>>",
              "m map<string,struct<x:long>>"));

  @Test
  void shouldKeepItsOwnColumnsFirstWhenTheTableHasOthersBefore() {
    // Given
    DecodeSession session = Decoding.decoder(NewFieldPolicy.EVOLVE).open(agreement);
    session.decode(Batches.of("{\"a\":1}"));
    agreement.become(Decoding.schema("other string", "s struct<y:double,x:long>", "a long"));

    // When
    session.decode(Batches.of("{\"a\":2,\"s\":{\"x\":1,\"y\":2.5},\"n\":true}"));

    // Then
    DecodedRecords decoded = session.take();
    assertThat(decoded.deadLetters()).isEmpty();
    assertThat(decoded.rows().schema().fields().get(0).name()).isEqualTo("a");
    assertThat(Rows.of(decoded.rows()))
        .containsExactly(
            Map.of("a", 1L), Map.of("a", 2L, "s", Map.of("x", 1L, "y", 2.5), "n", true));
  }

  @Test
  void shouldGrowWhereTheTableTakesNullsThatItsRowsHaveNot() {
    // Given
    GrowingSchemaAgreement strict =
        new GrowingSchemaAgreement(Decoding.schema("x long not null", "s struct<p:long not null>"));
    DecodeSession session = Decoding.decoder(NewFieldPolicy.EVOLVE).open(strict);
    session.decode(Batches.of("{\"x\":1}"));
    strict.become(Decoding.schema("s struct<p:long>", "x long"));

    // When
    session.decode(
        Batches.of("{\"x\":2,\"y\":true}", "{\"x\":3,\"s\":{\"p\":1,\"q\":2}}", "{\"y\":false}"));

    // Then
    DecodedRecords decoded = session.take();
    assertThat(Rows.of(decoded.rows()))
        .containsExactly(
            Map.of("x", 1L),
            Map.of("x", 2L, "y", true),
            Map.of("x", 3L, "s", Map.of("p", 1L, "q", 2L)));
    assertThat(decoded.deadLetters())
        .as("the rows of one batch are held to one schema")
        .extracting(letter -> letter.reason().name())
        .containsExactly("MISSING_VALUE");
    assertThat(decoded.rows().schema().toString()).startsWith("x long not null");
    assertThat(SchemaEvolution.merge(strict.current(), decoded.rows().schema()))
        .as("what the commit will find")
        .isInstanceOf(SchemaMerge.Unchanged.class);
  }

  @Test
  void shouldKeepToTheTypesThatItsRowsHave() {
    // Given
    DecodeSession session = Decoding.decoder(NewFieldPolicy.EVOLVE).open(agreement);
    session.decode(Batches.of("{\"a\":1}"));
    agreement.become(Decoding.schema("a string", "late long"));

    // When
    session.decode(Batches.of("{\"a\":2,\"n\":true}", "{\"a\":\"text\",\"n\":true}"));

    // Then
    DecodedRecords decoded = session.take();
    assertThat(Rows.of(decoded.rows()))
        .containsExactly(Map.of("a", 1L), Map.of("a", 2L, "n", true));
    assertThat(decoded.deadLetters())
        .extracting(DeadLetter::detail)
        .containsExactly("a: expected long, found a text");
    assertThat(SchemaEvolution.merge(agreement.current(), decoded.rows().schema()))
        .as("the commit is refused, and all of it is decoded again under the table's types")
        .isInstanceOf(SchemaMerge.Conflict.class);
  }

  @Test
  void shouldBeginAnewUnderASchemaThatContradictsItsOwn() {
    // Given
    DecodeSession session = Decoding.decoder(NewFieldPolicy.EVOLVE).open(agreement);
    session.decode(Batches.of("{\"a\":\"no row, so nothing to lose\"}"));
    agreement.become(Decoding.schema("a string"));

    // When
    session.decode(Batches.of("{\"a\":1,\"n\":true}"));

    // Then
    assertThat(session.take().deadLetters())
        .extracting(DeadLetter::detail)
        .containsExactly(
            "a: expected long, found a text", "a: expected string, found a whole number");
  }

  @Test
  void shouldBeginEachBatchUnderTheSchemaThen() {
    // Given
    DecodeSession session = Decoding.decoder(NewFieldPolicy.IGNORE).open(agreement);
    session.decode(Batches.of("{\"a\":1}"));
    agreement.become(Decoding.schema("a long", "n long"));

    // When
    session.decode(Batches.of("{\"a\":2,\"n\":2}"));
    DecodedRecords first = session.take();
    session.decode(Batches.of("{\"a\":3,\"n\":3}"));
    session.discard();
    session.decode(Batches.of("{\"a\":4,\"n\":4}"));
    DecodedRecords second = session.take();

    // Then
    assertThat(Rows.of(first.rows())).containsExactly(Map.of("a", 1L), Map.of("a", 2L));
    assertThat(Rows.of(second.rows())).containsExactly(Map.of("a", 4L, "n", 4L));
    assertThat(session.take().rows().schema()).isEqualTo(agreement.current());
  }
}
