package io.sluice.ports.fake;

import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ColumnBatchBuilder;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.KafkaColumns;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.SchemaEvolution;
import io.sluice.domain.schema.SchemaMerge;
import io.sluice.domain.schema.SchemaNotation;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder;
import io.sluice.ports.out.SchemaAgreement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes text: {@code hello} is a row with that text, {@code !} and anything after it a dead
 * letter, {@code +name type} a row that carries a new column; a comment may follow the type, behind
 * {@code #}. Rows also have topic, partition and offset.
 */
public final class TextDecoder implements RecordDecoder {
  /** The columns of a table that nothing was added to. */
  public static final TableSchema SCHEMA =
      TableSchema.of(
          Field.nullable("text", PrimitiveType.STRING),
          Field.nullable(KafkaColumns.TOPIC, PrimitiveType.STRING),
          Field.nullable(KafkaColumns.PARTITION, PrimitiveType.LONG),
          Field.nullable(KafkaColumns.OFFSET, PrimitiveType.LONG));

  @Override
  public TableSchema infer(List<RecordBatch> sample) {
    return SCHEMA;
  }

  @Override
  public DecodeSession open(SchemaAgreement agreement) {
    return new Session(agreement);
  }

  private static final class Session implements DecodeSession {
    private final SchemaAgreement agreement;
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private ColumnBatchBuilder builder;

    private Session(SchemaAgreement agreement) {
      this.agreement = agreement;
    }

    @Override
    public int decode(RecordBatch batch) {
      if (builder == null) {
        builder = new ColumnBatchBuilder(agreement.current());
      }
      int before = builder.rows();
      for (int i = 0; i < batch.size(); i++) {
        decode(batch, i);
      }
      return builder.rows() - before;
    }

    @Override
    public long bytes() {
      return builder == null ? 0 : builder.bytes();
    }

    private void decode(RecordBatch batch, int index) {
      String text = new String(batch.value(index), StandardCharsets.UTF_8);
      if (text.startsWith("!")) {
        deadLetter(batch, index, DeadLetterReason.INVALID_JSON);
        return;
      }
      if (text.startsWith("+") && !addColumn(added(text))) {
        deadLetter(batch, index, DeadLetterReason.TYPE_MISMATCH);
        return;
      }
      append("text", text);
      append(KafkaColumns.TOPIC, batch.partition().topic());
      append(KafkaColumns.PARTITION, batch.partition().partition());
      append(KafkaColumns.OFFSET, batch.offset(index));
      builder.endRow();
    }

    private static Field added(String text) {
      int comment = text.indexOf('#');
      return SchemaNotation.parseColumn(
          text.substring(1, comment < 0 ? text.length() : comment).strip());
    }

    private boolean addColumn(Field added) {
      TableSchema agreed = agreement.extend(TableSchema.of(added));
      FieldType type = agreed.find(added.name()).orElseThrow().type();
      if (SchemaEvolution.merge(builder.schema(), agreed)
          instanceof SchemaMerge.Extended extended) {
        builder.widen(extended.schema());
      }
      return type.equals(added.type());
    }

    private void append(String column, String value) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      int index = builder.schema().indexOf(column);
      ((BytesVector) builder.column(index)).append(bytes, 0, bytes.length);
    }

    private void append(String column, long value) {
      ((LongVector) builder.column(builder.schema().indexOf(column))).append(value);
    }

    private void deadLetter(RecordBatch batch, int index, DeadLetterReason reason) {
      deadLetters.add(
          new DeadLetter(
              batch.partition(),
              batch.offset(index),
              batch.timestamp(index),
              batch.key(index),
              batch.value(index),
              batch.headers(index),
              reason,
              "text"));
    }

    @Override
    public DecodedRecords take() {
      DecodedRecords decoded = new DecodedRecords(builder.build(), deadLetters);
      discard();
      return decoded;
    }

    @Override
    public void discard() {
      builder = null;
      deadLetters.clear();
    }
  }
}
