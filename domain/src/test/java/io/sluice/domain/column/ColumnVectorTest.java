package io.sluice.domain.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.SchemaNotation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnVectorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "long|LongVector",
        "timestamp|LongVector",
        "date|LongVector",
        "decimal(18,2)|LongVector",
        "decimal(19,2)|BytesVector",
        "string|BytesVector",
        "binary|BytesVector",
        "double|DoubleVector",
        "boolean|BooleanVector",
        "struct<a:long>|StructVector",
        "list<long>|ListVector",
        "map<string,long>|MapVector",
      })
  void shouldHoldEachTypeInItsPhysicalForm(String type, String vector) {
    assertThat(ColumnVector.of(SchemaNotation.parseType(type)).getClass().getSimpleName())
        .isEqualTo(vector);
  }

  @Test
  void shouldHoldEveryEighteenDigitNumberInALong() {
    assertThat(DecimalType.MAX_LONG_PRECISION).isEqualTo(18);
    assertThat(Long.MAX_VALUE).isGreaterThan(999_999_999_999_999_999L);
  }

  @Test
  void shouldLeaveFieldsNullThatAStructWasNotGiven() {
    // Given
    StructVector struct = (StructVector) vector("struct<a:long,b:string,c:struct<d:long>>");

    // When
    ((LongVector) struct.child(0)).append(7);
    struct.endStruct();

    // Then
    assertThat(struct.isNull(0)).isFalse();
    assertThat(((LongVector) struct.child(0)).get(0)).isEqualTo(7);
    assertThat(struct.child(1).isNull(0)).isTrue();
    assertThat(struct.child(2).isNull(0)).isTrue();
    assertThat(((StructVector) struct.child(2)).child(0).isNull(0)).isTrue();
  }

  @Test
  void shouldTellAnEmptyListFromNone() {
    // Given
    ListVector list = (ListVector) vector("list<long>");

    // When
    list.endList();
    list.appendNull();

    // Then
    assertThat(list.isNull(0)).isFalse();
    assertThat(list.end(0)).isZero();
    assertThat(list.isNull(1)).isTrue();
  }

  @Test
  void shouldTellAnEmptyTextFromNone() {
    // Given
    BytesVector text = (BytesVector) vector("string");

    // When
    text.append(new byte[0], 0, 0);
    text.appendNull();

    // Then
    assertThat(text.isNull(0)).isFalse();
    assertThat(text.length(0)).isZero();
    assertThat(text.isNull(1)).isTrue();
  }

  @Test
  void shouldGrowToManyAndLargeTexts() {
    // Given
    BytesVector text = (BytesVector) vector("string");
    byte[] large = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);

    // When
    text.append(large, 0, 1);
    text.append(large, 0, large.length);
    for (int i = 0; i < 1_000; i++) {
      text.append(large, i, 3);
    }

    // Then
    assertThat(text.size()).isEqualTo(1_002);
    assertThat(text.copy(1)).isEqualTo(large);
    assertThat(text.start(2)).isEqualTo(100_001);
    assertThat(text.bytes()).isEqualTo(100_001 + 3_000 + 4 * 1_002);
  }

  @Test
  void shouldReuseTheArenaAfterTruncating() {
    // Given
    BytesVector text = (BytesVector) vector("string");
    text.append(new byte[] {1, 2, 3}, 0, 3);
    text.append(new byte[] {4, 5}, 0, 2);

    // When
    text.truncate(1);
    text.append(new byte[] {9}, 0, 1);

    // Then
    assertThat(text.copy(0)).containsExactly(1, 2, 3);
    assertThat(text.copy(1)).containsExactly(9);
  }

  @Test
  void shouldForgetNullsAndTruthOfWhatWasTruncated() {
    // Given
    BooleanVector booleans = (BooleanVector) vector("boolean");
    booleans.append(true);
    booleans.appendNull();
    booleans.append(true);

    // When
    booleans.truncate(1);
    booleans.append(false);
    booleans.appendNull();

    // Then
    assertThat(booleans.isNull(1)).isFalse();
    assertThat(booleans.get(1)).isFalse();
    assertThat(booleans.get(2)).as("a null is false, whatever was there").isFalse();
    assertThat(booleans.nullCount()).isEqualTo(1);
  }

  @Test
  void shouldIgnoreTruncatingToMoreThanThereIs() {
    // Given
    LongVector longs = (LongVector) vector("long");
    longs.append(1);

    // When
    longs.truncate(5);

    // Then
    assertThat(longs.size()).isEqualTo(1);
  }

  @Test
  void shouldForgetAnUnfinishedMapEntry() {
    // Given
    MapVector map = (MapVector) vector("map<string,long>");
    map.keys().append(new byte[] {1}, 0, 1);
    ((LongVector) map.values()).append(1);
    map.endMap();
    map.keys().append(new byte[] {2}, 0, 1);

    // When
    map.truncate(1);

    // Then
    assertThat(map.keys().size()).isEqualTo(1);
    assertThat(map.values().size()).isEqualTo(1);
  }

  @Test
  void shouldCountTheMemoryOfEveryForm() {
    for (String type : new String[] {"long", "double", "boolean", "string"}) {
      ColumnVector vector = vector(type);
      vector.fill(1_000);
      assertThat(vector.bytes()).as(type).isBetween(125L, 8_000L);
    }
    ListVector list = (ListVector) vector("list<long>");
    list.elements().fill(10);
    list.endList();
    assertThat(list.bytes()).isEqualTo(84);
  }

  @Test
  void shouldNotSelectARowThatIsNotThere() {
    LongVector longs = (LongVector) vector("long");
    longs.append(1);
    assertThatThrownBy(() -> longs.select(new int[] {-1}, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static ColumnVector vector(String type) {
    return ColumnVector.of(SchemaNotation.parseType(type));
  }
}
