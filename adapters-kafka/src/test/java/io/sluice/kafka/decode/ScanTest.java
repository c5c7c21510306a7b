package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sluice.domain.column.ColumnBatchBuilder;
import io.sluice.domain.schema.SchemaExtension;
import io.sluice.domain.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the scanner against the parser: whatever it takes, the parser takes too, as the same row;
 * and what records mostly look like, it takes.
 */
class ScanTest {
  private static final TableSchema SCHEMA = Decoding.nested("é string");
  private static final TableSchema WITH_QUOTE =
      SchemaExtension.extend(SCHEMA, Decoding.schema("quo\"te long", "bin binary"));
  private static final int ROUNDS = 4_000;

  private int taken;

  @ParameterizedTest
  @CsvSource({"0.0, 1500", "0.01, 1000", "0.1, 50"})
  void shouldTakeOnlyWhatTheParserTakesAsTheSameRow(double faults, int atLeast) {
    // Given
    Random random = new Random(11);
    RandomRecords records = new RandomRecords(random, SCHEMA, faults);
    Pair pair = new Pair(SCHEMA, NewFieldPolicy.IGNORE);

    // When / Then
    for (int i = 0; i < ROUNDS; i++) {
      byte[] json = records.next();
      pair.compare(json);
      pair.compare(mutated(json, random));
    }
    pair.compareRows();
    assertThat(taken).as("records that were scanned").isGreaterThan(atLeast);
  }

  @ParameterizedTest
  @EnumSource(NewFieldPolicy.class)
  void shouldTakeOnlyWhatThePolicyForNewFieldsAllows(NewFieldPolicy policy) {
    // Given
    Pair pair = new Pair(SCHEMA, policy);

    // When / Then
    for (String unknown : List.of("null", "1", "\"x\"", "true", "{}", "[1]", "nul", "-", "01")) {
      pair.compare(bytes("{\"id\":1,\"unknown\":" + unknown + "}"));
      pair.compare(bytes("{\"unknown\":" + unknown + ",\"id\":1}"));
    }
    pair.compareRows();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1}",
        " {\t\"id\" : 1 ,\r\n\"s\":\"a\" } ",
        "{\"s\":\"b\",\"id\":-7}",
        "{\"id\":1,\"s\":null,\"d\":null,\"o\":null,\"l\":null,\"m\":null}",
        "{\"id\":999999999999999999}",
        "{\"id\":1,\"d\":0}",
        "{\"id\":1,\"d\":0.0}",
        "{\"id\":1,\"d\":-0.0}",
        "{\"id\":1,\"d\":-12.5e-3}",
        "{\"id\":1,\"d\":1E+5}",
        "{\"id\":1,\"d\":9007199254740993}",
        "{\"id\":1,\"d\":0.1}",
        "{\"id\":1,\"d\":123456789.123456789123}",
        "{\"id\":1,\"d\":2.2250738585072014e-308}",
        "{\"id\":1,\"b\":true}",
        "{\"id\":1,\"b\":false}",
        "{\"id\":1,\"s\":\"é 日本 😀\"}",
        "{\"id\":1,\"s\":\"\\u00e9\\ud83d\\ude00\\u0000\\n\\\"\\\\\\/\\b\\f\\r\\t\"}",
        "{\"id\":1,\"t\":\"2024-02-29T12:34:56.789Z\",\"day\":\"2024-02-29\"}",
        "{\"id\":1,\"small\":12.5,\"wide\":\"-0.0001\"}",
        "{\"id\":1,\"o\":{\"p\":1,\"q\":{\"r\":[\"a\",null],\"w\":{\"k\":1}},\"z\":1}}",
        "{\"id\":1,\"l\":[],\"m\":{}}",
        "{\"id\":1,\"l\":[{\"x\":1,\"y\":[[1,2],[]]},null,{}]}",
        "{\"id\":1,\"m\":{\"a\":{\"k\":\"v\",\"n\":{\"x\":1.5}},\"b\":null}}",
        "{\"id\":1,\"é\":\"x\",\"quo\\\"te\":5}",
        "{\"id\":1,\"\\u00e9\":\"x\"}",
        "{\"id\":1,\"unknown\":\"x\"}"
      })
  void shouldTakeWhatRecordsMostlyLookLike(String json) {
    // When
    Pair pair = new Pair(WITH_QUOTE, NewFieldPolicy.IGNORE);
    pair.compare(bytes(json));

    // Then
    assertThat(taken).isEqualTo(1);
    pair.compareRows();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "{",
        "{}",
        "{\"id\":1",
        "{\"id\":1}}",
        "{\"id\":1} x",
        "{\"id\":1,}",
        "{,\"id\":1}",
        "{\"id\" 1}",
        "{id:1}",
        "{\"id\":01}",
        "{\"id\":+1}",
        "{\"id\":-}",
        "{\"id\":1.}",
        "{\"id\":.5}",
        "{\"id\":1.0}",
        "{\"id\":1e0}",
        "{\"id\":1x}",
        "{\"id\":\"1\"}",
        "{\"id\":null}",
        "{\"id\":1,\"id\":1}",
        "{\"id\":1,\"s\":\"a\",\"s\":\"b\"}",
        "{\"id\":1,\"d\":1e}",
        "{\"id\":1,\"d\":1e999}",
        "{\"id\":1,\"d\":NaN}",
        "{\"id\":1,\"b\":tru}",
        "{\"id\":1,\"b\":truee}",
        "{\"id\":1,\"b\":TRUE}",
        "{\"id\":1,\"s\":nul}",
        "{\"id\":1,\"s\":nulll}",
        "{\"id\":1,\"s\":\"a\nb\"}",
        "{\"id\":1,\"s\":\"\\x\"}",
        "{\"id\":1,\"s\":\"\\u12g4\"}",
        "{\"id\":1,\"s\":\"\\ud800\"}",
        "{\"id\":1,\"s\":\"\\udc00\\ud800\"}",
        "{\"id\":1,\"s\":\"a}",
        "{\"id\":1,\"s\":\"a\\",
        "{\"id\":1,\"t\":\"2024-02-30T00:00:00Z\"}",
        "{\"id\":1,\"small\":123456.789}",
        "{\"id\":1,\"small\":\"1e2\"}",
        "{\"id\":1,\"o\":{\"p\":1}}",
        "{\"id\":1,\"l\":[1]}",
        "{\"id\":1,\"l\":[{}",
        "{\"id\":1,\"l\":[{},]}",
        "{\"id\":1,\"m\":{\"a\":null,\"a\":null}}",
        "{\"id\":1,\"quo\"te\":5}",
        "\uFEFF{\"id\":1}",
        "{\"id\":1}\u0000"
      })
  void shouldRefuseWhatIsNoRow(String json) {
    // When
    new Pair(WITH_QUOTE, NewFieldPolicy.IGNORE).compare(bytes(json));

    // Then
    assertThat(taken).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"c0 80", "ed a0 80", "f4 90 80 80", "e2 82", "ff", "80", "f8 88 80 80 80"})
  void shouldRefuseWhatIsNoUtf8(String hex) {
    // Given
    byte[] text = HexFormat.ofDelimiter(" ").parseHex(hex);
    byte[] json = bytes("{\"id\":1,\"s\":\"0123456789\"}");
    System.arraycopy(text, 0, json, json.length - 3 - text.length, text.length);

    // When
    new Pair(WITH_QUOTE, NewFieldPolicy.IGNORE).compare(json);

    // Then
    assertThat(taken).isZero();
  }

  private static byte[] mutated(byte[] json, Random random) {
    if (json.length == 0) {
      return json;
    }
    byte[] mutated = json.clone();
    String interesting = "\"\\{}[]:,0-.eE \u0000tfn\t";
    int at = random.nextInt(mutated.length);
    mutated[at] =
        random.nextBoolean()
            ? (byte) interesting.charAt(random.nextInt(interesting.length()))
            : (byte) random.nextInt(256);
    return mutated;
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** A row decoder that scans and one that parses. */
  private final class Pair {
    private final RowDecoder scanner;
    private final RowDecoder parser;
    private final ColumnBatchBuilder scanned;
    private final ColumnBatchBuilder parsed;
    private final UnknownMembers met;

    private Pair(TableSchema schema, NewFieldPolicy policy) {
      scanned = new ColumnBatchBuilder(schema);
      parsed = new ColumnBatchBuilder(schema);
      scanner = decoder(scanned, new UnknownMembers(policy));
      met = new UnknownMembers(policy);
      parser = decoder(parsed, met);
    }

    private RowDecoder decoder(ColumnBatchBuilder builder, UnknownMembers unknown) {
      return new RowDecoder(
          new JsonRecords(), builder, unknown, new DecoderTree(Map.of(), unknown));
    }

    private void compare(byte[] json) {
      try {
        if (!scanner.scan(Batches.of(json), 0)) {
          scanned.abandonRow();
          return;
        }
        scanned.endRow();
        taken++;
        parser.append(Batches.of(json), 0, json);
        parsed.endRow();
      } catch (UnfitRecordException unfit) {
        fail(
            "the parser says %s of %s",
            unfit.getMessage(), new String(json, StandardCharsets.UTF_8));
      }
      assertThat(met.met())
          .as("a new field in %s", new String(json, StandardCharsets.UTF_8))
          .isFalse();
    }

    private void compareRows() {
      assertThat(Rows.of(scanned.build())).isEqualTo(Rows.of(parsed.build()));
    }
  }
}
