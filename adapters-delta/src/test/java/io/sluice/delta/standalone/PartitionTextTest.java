package io.sluice.delta.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.schema.SchemaNotation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PartitionTextTest {
  @Test
  void shouldReadEveryTypeThatCanPartition() {
    assertThat(value("JFK", "string")).isEqualTo("JFK");
    assertThat(value("-7", "long")).isEqualTo(-7L);
    assertThat(value("1.5", "double")).isEqualTo(1.5);
    assertThat(value("true", "boolean")).isEqualTo(true);
    assertThat(value("2013-01-31", "date")).isEqualTo(LocalDate.of(2013, 1, 31));
    assertThat(value("1.5", "decimal(9,2)")).isEqualTo(new BigDecimal("1.50"));
    assertThat((byte[]) value("a", "binary")).containsExactly('a');
  }

  @Test
  void shouldReadTimestampsInBothForms() {
    Instant expected = Instant.parse("2013-01-31T23:59:59.123456Z");
    assertThat(value("2013-01-31 23:59:59.123456", "timestamp")).isEqualTo(expected);
    assertThat(value("2013-01-31T23:59:59.123456Z", "timestamp")).isEqualTo(expected);
    assertThat(value("2013-01-31 23:59:00", "timestamp"))
        .isEqualTo(Instant.parse("2013-01-31T23:59:00Z"));
  }

  @Test
  void shouldReadTheEmptyTextAsNull() {
    assertThat(value("", "string")).isNull();
    assertThat(value(null, "long")).isNull();
  }

  @Test
  void shouldRefuseWhatIsNoSuchValue() {
    assertThatThrownBy(() -> value("x", "long")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> value("x", "date")).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> value("x", "list<long>")).isInstanceOf(IllegalArgumentException.class);
  }

  private static Object value(String text, String type) {
    return PartitionText.value(text, SchemaNotation.parseType(type));
  }
}
