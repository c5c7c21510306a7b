package io.sluice.ports.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.OffsetLedger;
import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.PartitionValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What several lanes made of one segment, put together. */
final class SegmentContentTest {
  private static final SourcePartition PARTITION = new SourcePartition("c", "t", "id", 0);
  private static final TableSchema LONG = TableSchema.of(Field.nullable("x", PrimitiveType.LONG));
  private static final TableSchema DOUBLE =
      TableSchema.of(Field.nullable("x", PrimitiveType.DOUBLE));
  private static final TableSchema WIDER =
      LONG.plus(List.of(Field.nullable("y", PrimitiveType.STRING)));

  @Test
  void shouldAddUpWhatTheLanesCounted() {
    // Given
    SegmentContent one = content("a", 3, LONG);
    SegmentContent other = content("b", 2, WIDER);

    // When
    Committable committable =
        SegmentContent.NOTHING
            .plus(one)
            .plus(other)
            .committable("p", segment(5), Optional.empty(), TableSchema.EMPTY);

    // Then
    assertThat(committable.record().rows()).isEqualTo(5);
    assertThat(committable.schema()).isEqualTo(WIDER);
    assertThat(committable.files()).hasSize(2);
  }

  @Test
  void shouldNotBecomeACommittableThatLosesARecord() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                content("a", 3, LONG)
                    .committable("p", segment(4), Optional.empty(), TableSchema.EMPTY))
        .withMessageContaining("does not add up");
  }

  @Test
  void shouldNoticeFilesWhoseColumnsDiffer() {
    assertThat(content("a", 1, LONG).plus(content("b", 1, DOUBLE)).conflict())
        .hasValueSatisfying(conflict -> assertThat(conflict.path()).isEqualTo("x"));
  }

  @Test
  void shouldKeepAConflictWhateverComesAfterIt() {
    SegmentContent conflicting = content("a", 1, LONG).plus(content("b", 1, DOUBLE));

    assertThat(conflicting.plus(content("c", 1, LONG)).conflict()).isPresent();
  }

  @Test
  void shouldKeepARequiredColumnOfTheFirstFile() {
    TableSchema required = TableSchema.of(Field.required("x", PrimitiveType.LONG));

    assertThat(SegmentContent.NOTHING.plus(content("a", 1, required)).schema()).isEqualTo(required);
  }

  @Test
  void shouldNotMissARequiredColumnWhereThereAreNoFiles() {
    TableSchema required = TableSchema.of(Field.required("x", PrimitiveType.LONG));
    SegmentContent file = content("a", 1, required);

    SegmentContent joined = file.plus(SegmentContent.NOTHING);

    assertThat(joined.schema()).isEqualTo(required);
    assertThat(joined.conflict()).isEmpty();
  }

  private static SegmentContent content(String file, long rows, TableSchema schema) {
    DataFile written = new DataFile(file, 1, 0, rows, PartitionValues.NONE, List.of());
    return new SegmentContent(
        List.of(written), Map.of(PARTITION, rows), List.of(), schema, Optional.empty());
  }

  private static Segment segment(long records) {
    OffsetLedger.SealedPartition share =
        new OffsetLedger.SealedPartition(
            PARTITION, new OffsetRange(0, records), records, Gaps.NONE);
    return new Segment(
        new OffsetLedger.Sealed(new CommitIdentity(new UUID(1, 1)), List.of(share)),
        new Generation(),
        0,
        0);
  }
}
