package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.fake.FixedSchemaAgreement;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder.DecodeSession;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON and what is not, as a value of a column and as one that nobody reads. */
class JsonSyntaxTest {
  private static final TableSchema SCHEMA =
      Decoding.schema("a list<string>", "s string", "n double", "o struct<x:long>");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " \t\r\n{ \t\r\n} \t\r\n",
        "{\"a\":[]}",
        "{\"a\" : [ null , \"\" ] }",
        "{\"s\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\uABCD\"}",
        "{\"s\":\"\\ud83d\\ude00\"}",
        "{\"\\ud83d\\ude00\":1}",
        "{\"\":0}",
        "{\"s\":\"\u007f\u2028\u2029\ufeff\uffff\"}",
        "{\"n\":0}",
        "{\"n\":-0}",
        "{\"n\":-0.0}",
        "{\"n\":1E+2}",
        "{\"n\":1e-2}",
        "{\"n\":0e1}",
        "{\"n\":0.1e1}",
        "{\"n\":123456789012345678901234567890}",
        "{\"n\":1e-999}",
        "{\"unknown\":1e999}",
        "{\"\\u0073\":\"escaped name\"}",
        "{\"unknown\":[[[[{\"deep\":[null,true,false]}]]]]}"
      })
  void shouldTakeJson(String json) {
    assertThat(decode(json).deadLetters()).as(json).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "{\"",
        "{\"s",
        "{\"s\"",
        "{\"s\":",
        "{\"s\":}",
        "{\"s\":\"",
        "{\"s\":\"x",
        "{\"s\":\"x\"",
        "{\"s\":\"x\",",
        "{\"s\":\"x\",}",
        "{,\"s\":\"x\"}",
        "{\"s\":\"x\",,\"n\":1}",
        "{\"s\":\"x\" \"n\":1}",
        "{\"s\" \"x\"}",
        "{\"s\",\"x\"}",
        "{\"s\"::\"x\"}",
        "{s:\"x\"}",
        "{'s':\"x\"}",
        "{\"s\":'x'}",
        "{1:1}",
        "{null:1}",
        "{\"s\":\"x\"}}",
        "{\"s\":\"x\"}]",
        "{\"s\":\"x\"},",
        "{\"s\":\"x\"} {}",
        "{\"s\":\"x\"}{}",
        "{\"s\":\"x\"} 1",
        "{\"s\":\"x\"}\u0000",
        "{\"s\":\"x\"}#",
        "{\"s\":\"x\"}//",
        "{/**/}",
        "# {}",
        "{\"n\":+1}",
        "{\"n\":.5}",
        "{\"n\":5.}",
        "{\"n\":5.e1}",
        "{\"n\":1e}",
        "{\"n\":1e+}",
        "{\"n\":01}",
        "{\"n\":-01}",
        "{\"n\":-}",
        "{\"n\":--1}",
        "{\"n\":1-2}",
        "{\"n\":1x}",
        "{\"n\":0x1}",
        "{\"n\":1 2}",
        "{\"n\":1_000}",
        "{\"n\":NaN}",
        "{\"n\":Infinity}",
        "{\"n\":-Infinity}",
        "{\"n\":\uff11}",
        "{\"n\":nul}",
        "{\"n\":nulll}",
        "{\"n\":NULL}",
        "{\"n\":True}",
        "{\"n\":truefalse}",
        "{\"a\":[}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":[1,,2]}",
        "{\"a\":[1 2]}",
        "{\"a\":[1:2]}",
        "{\"a\":[\"x\"}",
        "{\"a\":]",
        "{\"o\":{\"x\":1]}",
        "{\"s\":\"\\x\"}",
        "{\"s\":\"\\\"}",
        "{\"s\":\"\\u12\"}",
        "{\"s\":\"\\u12G4\"}",
        "{\"s\":\"\\U0041\"}",
        "{\"s\":\"\\ud83d\"}",
        "{\"s\":\"\\ude00\\ud83d\"}",
        "{\"\\ud83d\":1}",
        "{\"unknown\":\"\\udead\"}",
        "{\"s\":\"a\nb\"}",
        "{\"s\":\"a\tb\"}",
        "{\"s\":\"a\u0000b\"}",
        "{\"s\":\"a\u001fb\"}",
        "{\"a\u0000\":1}",
        "\u000c{}",
        "\u00a0{}",
        "\u2060{}",
        "\ufeff{}",
        "{\"s\":\"x\"}\ufeff"
      })
  void shouldRefuseWhatIsNoJson(String json) {
    // Given
    String unread = json.replace("\"s\"", "\"unknown\"").replace("\"n\"", "\"unknown\"");

    // When
    DecodedRecords decoded = decode(json, unread);

    // Then
    assertThat(decoded.rows().rows()).as(json).isZero();
    assertThat(decoded.deadLetters())
        .as(json)
        .extracting(DeadLetter::reason)
        .containsExactly(DeadLetterReason.INVALID_JSON, DeadLetterReason.INVALID_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "null", "true", " 1 ", "1.5", "\"{}\"", "\"\""})
  void shouldRefuseJsonThatIsNoObject(String json) {
    assertThat(Decoding.fault(decode(json))).startsWith("NOT_AN_OBJECT expected an object, found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[]]", "nul", "1 2", "\"x", "[{}", "[{]}", "1.", "true,"})
  void shouldSayNoJsonBeforeNoObject(String json) {
    assertThat(Decoding.fault(decode(json))).startsWith("INVALID_JSON");
  }

  @Test
  void shouldSayNoJsonBeforeAnyOtherFault() {
    assertThat(Decoding.fault(decode("{\"s\":5,\"n\":tru}"))).startsWith("INVALID_JSON");
    assertThat(Decoding.fault(decode("{\"s\":5} x"))).startsWith("INVALID_JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c080", "eda080", "f4908080", "80", "c3", "e282", "ff", "f8888080"})
  void shouldRefuseMalformedUtf8Anywhere(String hex) {
    // Given
    byte[] malformed = HexFormat.of().parseHex(hex);
    for (String frame : List.of("{\"s\":\"^\"}", "{\"^\":1}", "{\"unknown\":\"^\"}", "{}^", "^")) {
      // When
      DecodedRecords decoded = decode(List.of(insert(frame, malformed)));

      // Then
      assertThat(Decoding.fault(decoded)).as(frame).startsWith("INVALID_JSON");
    }
  }

  @Test
  void shouldRefuseOtherEncodings() {
    for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-16")) {
      byte[] encoded = "{\"n\":1}".getBytes(Charset.forName(charset));

      assertThat(Decoding.fault(decode(List.of(encoded)))).as(charset).startsWith("INVALID_JSON");
    }
  }

  @Test
  void shouldNeverTellThePayload() {
    // Given
    String secret = "hunter2";

    // When
    DecodedRecords decoded =
        decode(
            "{\"n\":\"" + secret + "\"}",
            "{\"s\":" + secret + "}",
            "{\"s\":\"" + secret + "\\q\"}",
            "\"" + secret + "\"",
            secret);

    // Then
    assertThat(decoded.deadLetters())
        .hasSize(5)
        .extracting(DeadLetter::detail)
        .noneMatch(detail -> detail.contains(secret));
  }

  @Test
  void shouldKeepTheRecordAsItCame() {
    // Given
    byte[] json = "{\"s\":5,\"s\":6}".getBytes(StandardCharsets.UTF_8);

    // When
    DecodedRecords decoded = decode(List.of(json));

    // Then
    assertThat(decoded.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.value())
                  .isEqualTo("{\"s\":5,\"s\":6}".getBytes(StandardCharsets.UTF_8));
              assertThat(letter.partition()).isEqualTo(Batches.PARTITION);
              assertThat(letter.offset()).isEqualTo(Batches.FIRST_OFFSET);
              assertThat(letter.timestamp()).isEqualTo(Batches.FIRST_TIMESTAMP);
            });
  }

  private static byte[] insert(String frame, byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte b : frame.getBytes(StandardCharsets.UTF_8)) {
      if (b == '^') {
        out.writeBytes(bytes);
      } else {
        out.write(b);
      }
    }
    return out.toByteArray();
  }

  private static DecodedRecords decode(String... payloads) {
    return Decoding.decode(SCHEMA, payloads);
  }

  private static DecodedRecords decode(List<byte[]> payloads) {
    DecodeSession session =
        Decoding.decoder(NewFieldPolicy.IGNORE).open(new FixedSchemaAgreement(SCHEMA));
    session.decode(Batches.of(payloads));
    return session.take();
  }
}
