package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.KafkaColumns;
import io.sluice.domain.schema.ObservedFields;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.out.RecordDecoder;
import io.sluice.ports.out.SchemaAgreement;
import java.io.IOException;
import java.util.List;

/**
 * Decodes records that are JSON objects in UTF-8, strictly by RFC 8259; of members of the same name
 * the last counts. A value fits its column or its record becomes a dead letter: nothing is
 * converted but numbers to the nearest double, and a fraction of a second past the microseconds is
 * cut off. See docs/data-path.md for each type's forms.
 */
public final class JsonRecordDecoder implements RecordDecoder {
  private final SchemaConfig config;

  public JsonRecordDecoder(SchemaConfig config) {
    this.config = config;
  }

  /**
   * Records that are no JSON object, fields whose name a table cannot have, and fields beyond what
   * a table may grow to are passed over.
   */
  @Override
  public TableSchema infer(List<RecordBatch> sample) {
    ObservedFields fields = new ObservedFields();
    Sampler sampler = new Sampler(new Observation(config.timestampUnits()), fields);
    JsonRecords records = new JsonRecords();
    for (RecordBatch batch : sample) {
      for (int i = 0; i < batch.size(); i++) {
        sample(records, batch.value(i), sampler);
      }
    }
    List<Field> columns =
        fields.typed().stream().filter(field -> !KafkaColumns.isReserved(field.name())).toList();
    boolean evolves = config.onNewField() == NewFieldPolicy.EVOLVE;
    return config.complete(
        new TableSchema(evolves ? new ColumnLimit(config.maxColumns()).first(columns) : columns));
  }

  @Override
  public DecodeSession open(SchemaAgreement agreement) {
    return new JsonDecodeSession(config, agreement);
  }

  private static void sample(JsonRecords records, byte[] value, Sampler sampler) {
    if (value == null) {
      return;
    }
    try {
      // Read twice: a fault at its end must keep the whole record out of the sample.
      records.read(records.withoutSuperseded(value), sampler);
    } catch (UnfitRecordException unfit) {
      // Passed over: it becomes a dead letter with its reason when it is decoded.
    }
  }

  /** Adds a record's members to the sample. */
  private static final class Sampler implements JsonRecords.Members {
    private final Observation observation;
    private final ObservedFields fields;

    private Sampler(Observation observation, ObservedFields fields) {
      this.observation = observation;
      this.fields = fields;
    }

    @Override
    public void read(JsonParser parser) throws IOException {
      observation.members(parser, fields, "", 0);
    }
  }
}
