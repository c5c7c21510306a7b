package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ListVector;
import io.sluice.domain.column.MapVector;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.fake.GrowingSchemaAgreement;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder.DecodeSession;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are large, deep or built to do harm: a row or a dead letter, never an exception. */
class LimitsTest {
  private static final int FIFTY_MEGABYTES = 50_000_000;

  @ParameterizedTest
  @EnumSource(NewFieldPolicy.class)
  void shouldSurviveDepth(NewFieldPolicy policy) {
    for (String opening : new String[] {"[", "{\"x\":", "[{\"x\":"}) {
      for (String name : new String[] {"l", "unknown"}) {
        // Given
        String deep = "{\"" + name + "\":" + opening.repeat(200_000);

        // When
        DecodedRecords decoded = decode(policy, deep, "{\"a\":1}");

        // Then
        assertThat(decoded.rows().rows()).isEqualTo(1);
        assertThat(decoded.deadLetters())
            .extracting(letter -> letter.reason().name())
            .containsExactly("INVALID_JSON");
        assertThat(decoded.deadLetters().get(0).value())
            .asString(StandardCharsets.UTF_8)
            .isEqualTo(deep);
      }
    }
  }

  @Test
  void shouldTellWhatItsColumnsHold() {
    // Given
    DecodeSession session =
        Decoding.decoder(NewFieldPolicy.IGNORE)
            .open(new GrowingSchemaAgreement(Decoding.schema("a long")));
    assertThat(session.bytes()).isZero();

    // When
    session.decode(Batches.of("{\"a\":1}"));
    long one = session.bytes();
    session.decode(Batches.of("{\"a\":1}"));

    // Then
    assertThat(one).isPositive();
    assertThat(session.bytes()).isEqualTo(2 * one);
    session.take();
    assertThat(session.bytes()).isZero();
  }

  @Test
  void shouldInferFromDeepRecordsWithoutHarm() {
    JsonRecordDecoder decoder = Decoding.decoder(NewFieldPolicy.EVOLVE);
    String deepest = "{\"a\":" + "[".repeat(999) + "]".repeat(999) + "}";

    assertThat(decoder.infer(List.of(Batches.of(deepest, "{\"x\":".repeat(300_000)))))
        .isEqualTo(TableSchema.EMPTY);
  }

  @ParameterizedTest
  @EnumSource(NewFieldPolicy.class)
  void shouldReadAsDeepAsItSays(NewFieldPolicy policy) {
    int most = JsonRecords.MAX_DEPTH - 1;
    String deepest = "{\"unknown\":" + "[".repeat(most) + "]".repeat(most) + "}";
    String deeper = "{\"unknown\":" + "[".repeat(most + 1) + "]".repeat(most + 1) + "}";

    assertThat(Decoding.fault(decode(policy, deeper)))
        .startsWith("INVALID_JSON nested too deep, or a name or number too long");
    assertThat(decode(policy, deepest).rows().rows())
        .isEqualTo(policy == NewFieldPolicy.DEAD_LETTER ? 0 : 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {JsonRecords.MAX_NUMBER_LENGTH + 1, 1_000_000})
  void shouldRefuseEndlessNumbers(int digits) {
    for (String column : new String[] {"a", "d", "p"}) {
      for (String number : new String[] {"9".repeat(digits), "0." + "9".repeat(digits)}) {
        String fault =
            Decoding.fault(decode(NewFieldPolicy.IGNORE, "{\"" + column + "\":" + number + "}"));

        assertThat(fault).startsWith("INVALID_JSON").doesNotContain("999");
      }
    }
  }

  @Test
  void shouldTakeNumbersOfManyDigits() {
    String digits = "1".repeat(JsonRecords.MAX_NUMBER_LENGTH);

    assertThat(Decoding.fault(decode(NewFieldPolicy.IGNORE, "{\"a\":" + digits + "}")))
        .startsWith("OUT_OF_RANGE a");
    assertThat(Decoding.fault(decode(NewFieldPolicy.IGNORE, "{\"d\":" + digits + "}")))
        .startsWith("OUT_OF_RANGE d");
    assertThat(Decoding.fault(decode(NewFieldPolicy.IGNORE, "{\"p\":\"" + digits + "\"}")))
        .startsWith("OUT_OF_RANGE p");
  }

  @Test
  void shouldTakeATextOfFiftyMegabytes() {
    // Given
    byte[] json = framed("{\"s\":\"", "\"}", 'x');

    // When
    DecodedRecords decoded = decode(json);

    // Then
    assertThat(((BytesVector) decoded.rows().column(1)).length(0)).isEqualTo(FIFTY_MEGABYTES);
  }

  @Test
  void shouldTakeAListOfFiftyMegabytes() {
    // Given
    byte[] json = framed("{\"l\":[1", "]}", ' ');
    for (int i = 0; i < FIFTY_MEGABYTES - 4; i += 4) {
      json[10 + i] = ',';
      json[11 + i] = '7';
    }

    // When
    DecodedRecords decoded = decode(json);

    // Then
    assertThat(((ListVector) decoded.rows().column(2)).elements().size())
        .isEqualTo(FIFTY_MEGABYTES / 4);
  }

  @Test
  void shouldPassOverFiftyMegabytesThatNobodyWants() {
    assertThat(decode(framed("{\"unknown\":\"", "\"}", 'x')).rows().rows()).isEqualTo(1);
  }

  @Test
  void shouldTakeAMillionKeysAndForgetThem() {
    // Given
    StringBuilder json = new StringBuilder("{\"m\":{\"first\":0");
    for (int i = 0; i < 1_000_000; i++) {
      json.append(",\"key number ").append(i).append("\":").append(i);
    }
    json.append("}}");

    // When
    DecodedRecords decoded = decode(NewFieldPolicy.EVOLVE, json.toString(), "{\"m\":{\"k\":1}}");

    // Then
    assertThat(decoded.deadLetters()).isEmpty();
    assertThat(((MapVector) decoded.rows().column(3)).end(0)).isEqualTo(1_000_001);
    assertThat(((MapVector) decoded.rows().column(3)).end(1)).isEqualTo(1_000_002);
  }

  @Test
  void shouldTakeNamesOfAllLengthsUpToALimit() {
    for (int length = 1; length < 300; length++) {
      assertThat(decode(NewFieldPolicy.IGNORE, "{\"" + "né".repeat(length) + "\":1}").deadLetters())
          .isEmpty();
    }
    String longest = "é".repeat(JsonRecords.MAX_NAME_LENGTH / 2);
    assertThat(decode(NewFieldPolicy.IGNORE, "{\"" + longest + "\":1}").deadLetters()).isEmpty();
    assertThat(Decoding.fault(decode(NewFieldPolicy.IGNORE, "{\"" + longest + "n\":1}")))
        .startsWith("INVALID_JSON nested too deep, or a name or number too long");
  }

  @Test
  void shouldGoOnAfterAnyCutAndAnyWrongByte() {
    // Given
    byte[] json =
        "{\"a\":12,\"s\":\"t\\u00e9xt é\",\"l\":[1,null],\"m\":{\"k\":1},\"d\":1.5e3,\"u\":{\"v\":[true]}}"
            .getBytes(StandardCharsets.UTF_8);
    DecodeSession session =
        Decoding.decoder(NewFieldPolicy.IGNORE).open(new GrowingSchemaAgreement(schema()));
    int cuts = json.length;

    // When
    for (int i = 0; i < cuts; i++) {
      session.decode(Batches.of(Arrays.copyOf(json, i)));
      for (int wrong = 0; wrong < 256; wrong++) {
        byte[] changed = json.clone();
        changed[i] = (byte) wrong;
        session.decode(Batches.of(changed));
      }
    }
    session.decode(Batches.of(json));

    // Then
    DecodedRecords decoded = session.take();
    assertThat(decoded.rows().rows() + decoded.deadLetters().size()).isEqualTo(cuts * 257 + 1);
    assertThat(Rows.of(decoded.rows()).get(decoded.rows().rows() - 1).toString())
        .isEqualTo("{a=12, s=téxt é, l=[1, null], m={k=1}, d=1500.0}");
  }

  private static TableSchema schema() {
    return Decoding.schema(
        "a long", "s string", "l list<long>", "m map<string,long>", "d double", "p decimal(38,2)");
  }

  private static DecodedRecords decode(NewFieldPolicy policy, String... payloads) {
    return Decoding.decode(
        Decoding.decoder(policy), new GrowingSchemaAgreement(schema()), payloads);
  }

  private static DecodedRecords decode(byte[] payload) {
    DecodeSession session =
        Decoding.decoder(NewFieldPolicy.IGNORE).open(new GrowingSchemaAgreement(schema()));
    session.decode(Batches.of(payload));
    DecodedRecords decoded = session.take();
    assertThat(decoded.deadLetters()).isEmpty();
    return decoded;
  }

  private static byte[] framed(String before, String after, char filler) {
    byte[] fill = new byte[FIFTY_MEGABYTES];
    Arrays.fill(fill, (byte) filler);
    ByteArrayOutputStream json = new ByteArrayOutputStream(FIFTY_MEGABYTES + 32);
    json.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    json.writeBytes(fill);
    json.writeBytes(after.getBytes(StandardCharsets.UTF_8));
    return json.toByteArray();
  }
}
