package io.sluice.delta.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitRecordJsonTest {
  private static final UUID ID = UUID.fromString("00000000-0000-0001-0000-000000000002");
  private static final SourcePartition PARTITION = new SourcePartition("c", "t", "i", 3);

  @Test
  void shouldWriteTheDocumentedForm() {
    // Given
    Gaps gaps = new Gaps(3, List.of(new OffsetRange(12, 14)));
    PartitionCommit passed =
        new PartitionCommit(PARTITION, false, new OffsetRange(10, 20), 6, 1, gaps);
    CommitRecord record =
        new CommitRecord(new CommitIdentity(ID), "p", List.of(passed), Optional.of("_sluice/x.gz"));

    // When
    String json = CommitRecordJson.write(record);

    // Then
    assertThat(json)
        .isEqualTo(
            "{\"sluice\":1,\"commit\":\"00000000-0000-0001-0000-000000000002\",\"pipeline\":\"p\","
                + "\"partitions\":[{\"cluster\":\"c\",\"topic\":\"t\",\"topicId\":\"i\","
                + "\"partition\":3,\"from\":10,\"to\":20,\"rows\":6,\"deadLetters\":1,"
                + "\"gapOffsets\":3,\"gaps\":[[12,14]]}],\"deadLetterObject\":\"_sluice/x.gz\"}");
    assertThat(CommitRecordJson.read(json)).contains(record);
  }

  @Test
  void shouldKeepBeginnings() {
    CommitRecord record =
        new CommitRecord(
            new CommitIdentity(ID),
            "p",
            List.of(PartitionCommit.beginning(PARTITION, Long.MAX_VALUE)),
            Optional.empty());
    assertThat(CommitRecordJson.read(CommitRecordJson.write(record))).contains(record);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nightly load",
        "{",
        "[\"sluice\"]",
        "\"sluice\"",
        "{\"sluice\":2}",
        "{\"sluice\":1}",
        "{\"sluice\":\"1\"}",
        "{\"sluice\":1,\"commit\":\"no uuid\",\"pipeline\":\"p\",\"partitions\":[{}]}",
        "{\"sluice\":1,\"commit\":\"00000000-0000-0001-0000-000000000002\",\"pipeline\":\"p\","
            + "\"partitions\":[]}",
        "{\"sluice\":1,\"commit\":\"00000000-0000-0001-0000-000000000002\",\"pipeline\":\"p\","
            + "\"partitions\":[{\"cluster\":\"c\",\"topic\":\"t\",\"topicId\":\"i\",\"partition\":3,"
            + "\"from\":10,\"to\":20,\"rows\":6,\"deadLetters\":1,\"gapOffsets\":99}]}",
        "{\"sluice\":1,\"commit\":\"00000000-0000-0001-0000-000000000002\",\"pipeline\":\"p\","
            + "\"partitions\":[{\"cluster\":\"c\",\"topic\":\"t\",\"topicId\":\"i\","
            + "\"partition\":99999999999,\"from\":0,\"to\":0,\"rows\":0,\"deadLetters\":0,"
            + "\"gapOffsets\":0}]}",
        "{\"sluice\":1,\"commit\":\"00000000-0000-0001-0000-000000000002\",\"pipeline\":\"p\","
            + "\"partitions\":[{\"cluster\":\"c\",\"topic\":\"t\",\"topicId\":\"i\",\"partition\":0,"
            + "\"from\":0,\"to\":2,\"rows\":0,\"deadLetters\":0,\"gapOffsets\":2,\"gaps\":[[0]]}]}"
      })
  void shouldReadNothingFromWhatIsNotOurs(String userMetadata) {
    assertThat(CommitRecordJson.read(userMetadata)).isEmpty();
  }
}
