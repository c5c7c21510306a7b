package io.sluice.delta.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "\"text \\\"quoted\\\" \\\\ \\n \\u0001 ü 😀\"",
        "9223372036854775807",
        "-0.10",
        "123456789012345678901234567890",
        "[]",
        "{}",
        "{\"b\":[1,null,{\"a\":false}],\"a\":\"\"}"
      })
  void shouldWriteWhatItRead(String text) throws JsonProcessingException {
    Object value = Json.parse(text);
    assertThat(Json.parse(Json.write(value))).isEqualTo(value);
    assertThat(Json.write(Json.parse(Json.write(value)))).isEqualTo(Json.write(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}{}", "[1,]", "{\"a\" 1}", "nul", "'a'", "{\"a\":1} x"})
  void shouldRefuseWhatIsNotOneValue(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void shouldKeepTheTypesOfNumbers() throws JsonProcessingException {
    assertThat(Json.parse("[1,-2147483649,1.5,18446744073709551616]"))
        .isEqualTo(
            List.of(
                1L, -2147483649L, new BigDecimal("1.5"), new BigDecimal("18446744073709551616")));
    assertThat(Json.write(Arrays.asList(1, 2L, 0.25, new BigDecimal("1.10"), null)))
        .isEqualTo("[1,2,0.25,1.10,null]");
  }

  @Test
  void shouldWriteNothingButJsonValues() {
    assertThatThrownBy(() -> Json.write(List.of(new Object())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldReadMembersOfOtherTypesAsAbsent() throws JsonProcessingException {
    // Given
    JsonObject object =
        JsonObject.parse("{\"t\":\"x\",\"n\":1,\"f\":1.5,\"b\":true,\"o\":{\"t\":\"y\"},\"a\":[1]}")
            .orElseThrow();

    // Then
    assertThat(object.text("t")).contains("x");
    assertThat(object.text("n")).isEmpty();
    assertThat(object.whole("n")).hasValue(1);
    assertThat(object.whole("f")).isEmpty();
    assertThat(object.isTrue("b")).isTrue();
    assertThat(object.isTrue("missing")).isFalse();
    assertThat(object.object("o").orElseThrow().text("t")).contains("y");
    assertThat(object.object("a")).isEmpty();
    assertThat(object.array("a")).hasSize(1);
    assertThat(object.array("o")).isEmpty();
    assertThat(object.texts()).isEqualTo(new LinkedHashMap<>(Map.of("t", "x")));
    assertThat(JsonObject.parse("[]")).isEmpty();
  }
}
