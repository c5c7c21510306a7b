package io.sluice.kafka.decode;

import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.SchemaNotation;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.fake.GrowingSchemaAgreement;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder.DecodeSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a test decodes, under which schema and policy. */
final class Decoding {
  private Decoding() {}

  static TableSchema schema(String... columns) {
    List<Field> fields = Stream.of(columns).map(SchemaNotation::parseColumn).toList();
    return new TableSchema(fields);
  }

  /** Columns of every type, some as deep as anybody nests them, and more. */
  static TableSchema nested(String... more) {
    List<String> columns =
        List.of(
            "id long not null",
            "s string",
            "d double",
            "b boolean",
            "t timestamp",
            "day date",
            "small decimal(7,2)",
            "wide decimal(30,4)",
            "o struct<p:long,q:struct<r:list<string>,w:map<string,long>>,z:double not null>",
            "l list<struct<x:long,y:list<list<double>>>>",
            "m map<string,struct<k:string,n:map<string,decimal(20,1)>>>");
    return schema(Stream.concat(columns.stream(), Stream.of(more)).toArray(String[]::new));
  }

  static SchemaConfig policy(NewFieldPolicy policy) {
    return new SchemaConfig(Optional.empty(), policy, 1000, false, Map.of());
  }

  static JsonRecordDecoder decoder(NewFieldPolicy policy) {
    return new JsonRecordDecoder(policy(policy));
  }

  /** Decodes payloads under a schema, ignoring what it does not know. */
  static DecodedRecords decode(TableSchema schema, String... payloads) {
    return decode(decoder(NewFieldPolicy.IGNORE), new GrowingSchemaAgreement(schema), payloads);
  }

  static DecodedRecords decode(
      JsonRecordDecoder decoder, GrowingSchemaAgreement agreement, String... payloads) {
    DecodeSession session = decoder.open(agreement);
    session.decode(Batches.of(payloads));
    return session.take();
  }

  /** The reason and detail of the only record, which became no row. */
  static String fault(DecodedRecords decoded) {
    if (decoded.rows().rows() != 0 || decoded.deadLetters().size() != 1) {
      throw new AssertionError(
          "expected one dead letter, got rows "
              + Rows.of(decoded.rows())
              + " and "
              + decoded.deadLetters().size()
              + " dead letters");
    }
    DeadLetter letter = decoded.deadLetters().get(0);
    return letter.reason() + " " + letter.detail();
  }
}
