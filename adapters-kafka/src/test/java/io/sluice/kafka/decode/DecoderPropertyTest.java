package io.sluice.kafka.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.fake.GrowingSchemaAgreement;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder.DecodeSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the bytes are: each record is one row or one dead letter that has them all. */
class DecoderPropertyTest {
  private static final int TRIES = 150;

  @Provide
  Arbitrary<List<byte[]>> payloads() {
    Arbitrary<byte[]> object = members(values()).map(text -> text.getBytes(UTF_8));
    Arbitrary<byte[]> damaged =
        Combinators.combine(object, Arbitraries.bytes(), Arbitraries.integers().between(0, 200))
            .as(DecoderPropertyTest::damaged);
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
    return Arbitraries.oneOf(object, object, damaged, noise).list().ofMinSize(1).ofMaxSize(6);
  }

  private static byte[] damaged(byte[] json, byte wrong, int at) {
    byte[] damaged = at % 3 == 0 ? Arrays.copyOf(json, json.length * 2 / 3) : json.clone();
    if (damaged.length > 0) {
      damaged[at % damaged.length] = wrong;
    }
    return damaged;
  }

  /** The schema's names, others, and names twice; sometimes something behind the object. */
  private static Arbitrary<String> members(Arbitrary<String> values) {
    Arbitrary<String> names =
        Arbitraries.of("a", "s", "d", "b", "t", "n", "l", "m", "o", "new", "\\u0061", "é", "");
    Arbitrary<String> ends = Arbitraries.of("}", "}", "}", "} ", "}}", "} {}", "}\0", "");
    Arbitrary<String> starts = Arbitraries.of("{", "{", "{", " {", "\uFEFF{", "[{");
    Arbitrary<String> members =
        Combinators.combine(names, values)
            .as((name, value) -> "\"" + name + "\":" + value)
            .list()
            .ofMaxSize(8)
            .map(each -> String.join(",", each));
    return Combinators.combine(starts, members, ends).as((start, all, end) -> start + all + end);
  }

  private static Arbitrary<String> values() {
    Arbitrary<String> numbers =
        Arbitraries.of(
            "0",
            "-0",
            "1",
            "-1",
            "1.5",
            "1e999",
            "-1e999",
            "1e-999",
            "01",
            "1.",
            ".5",
            "-",
            "NaN",
            "9223372036854775807",
            "9223372036854775808",
            "123456789012345678901234567890",
            "1E400",
            "0.1e1",
            "99999999999999999.99");
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(20).map(DecoderPropertyTest::quoted),
            Arbitraries.of(
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\\u0000\"",
                "\"\0\"",
                "\"2024-02-30T00:00:00Z\"",
                "\"2024-02-29T12:00:00Z\"",
                "\"+999999999-12-31T23:59:59Z\"",
                "\"1.50\"",
                "\"open"));
    Arbitrary<String> words = Arbitraries.of("null", "true", "false", "nul", "True", "undefined");
    return Arbitraries.recursive(
        () -> Arbitraries.oneOf(numbers, texts, words), DecoderPropertyTest::nested, 0, 3);
  }

  private static Arbitrary<String> nested(Arbitrary<String> values) {
    return Arbitraries.oneOf(
        values,
        values.list().ofMaxSize(4).map(each -> "[" + String.join(",", each) + "]"),
        values.list().ofMaxSize(3).map(each -> "{\"x\":" + String.join(",\"y\":", each) + "}"));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void shouldMakeEachARowOrKeepItsBytes(
      @ForAll("payloads") List<byte[]> payloads, @ForAll NewFieldPolicy policy) {
    // When
    DecodedRecords decoded = decode(policy, payloads, payloads.size());

    // Then
    List<byte[]> kept = decoded.deadLetters().stream().map(DeadLetter::value).toList();
    assertThat(decoded.rows().rows() + kept.size()).isEqualTo(payloads.size());
    for (DeadLetter letter : decoded.deadLetters()) {
      int index = (int) (letter.offset() - Batches.FIRST_OFFSET);
      assertThat(letter.value()).isEqualTo(payloads.get(index));
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void shouldDecodeTheSameWhereverABatchEnds(@ForAll("payloads") List<byte[]> payloads) {
    for (NewFieldPolicy policy : List.of(NewFieldPolicy.IGNORE, NewFieldPolicy.DEAD_LETTER)) {
      // When
      DecodedRecords together = decode(policy, payloads, payloads.size());
      DecodedRecords alone = decode(policy, payloads, 1);

      // Then
      assertThat(Rows.of(alone.rows())).isEqualTo(Rows.of(together.rows()));
      assertThat(reasons(alone)).isEqualTo(reasons(together));
    }
  }

  /** What is not UTF-8 is not taken for another text. */
  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void shouldKeepATextAsItIs(@ForAll byte[] bytes) {
    // Given
    byte[] json = ("{\"s\":" + quoted(new String(bytes, ISO_8859_1)) + "}").getBytes(ISO_8859_1);
    String text = new String(bytes, UTF_8);
    boolean isText =
        Arrays.equals(text.getBytes(UTF_8), bytes) && text.chars().noneMatch(each -> each < ' ');

    // When
    DecodedRecords decoded = decode(NewFieldPolicy.IGNORE, List.of(json), 1);

    // Then
    if (isText) {
      assertThat(Rows.of(decoded.rows()).get(0)).containsEntry("s", text);
    } else {
      assertThat(decoded.deadLetters()).hasSize(1);
    }
  }

  private static List<String> reasons(DecodedRecords decoded) {
    return decoded.deadLetters().stream().map(each -> each.reason() + each.detail()).toList();
  }

  private static DecodedRecords decode(
      NewFieldPolicy policy, List<byte[]> payloads, int recordsPerBatch) {
    TableSchema schema =
        Decoding.schema(
            "a long",
            "s string",
            "d double",
            "b boolean",
            "t timestamp",
            "n decimal(10,2)",
            "l list<long>",
            "m map<string,string>",
            "o struct<x:long,y:string>");
    DecodeSession session = Decoding.decoder(policy).open(new GrowingSchemaAgreement(schema));
    List<byte[]> rest = new ArrayList<>(payloads);
    while (!rest.isEmpty()) {
      List<byte[]> batch = rest.subList(0, Math.min(recordsPerBatch, rest.size()));
      session.decode(Batches.of(List.copyOf(batch)));
      batch.clear();
    }
    return session.take();
  }
}
