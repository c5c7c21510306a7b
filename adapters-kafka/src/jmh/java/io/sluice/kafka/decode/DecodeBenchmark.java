package io.sluice.kafka.decode;

import com.typesafe.config.ConfigFactory;
import io.sluice.domain.column.ColumnBatchBuilder;
import io.sluice.domain.record.Header;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.Payloads;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.fake.FixedSchemaAgreement;
import io.sluice.ports.jmh.Visit;
import io.sluice.ports.jmh.Visits;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder.DecodeSession;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From payloads in memory to columns, in one lane. */
@State(Scope.Thread)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(DecodeBenchmark.EVENTS)
public class DecodeBenchmark {
  /** More payloads than a processor's caches hold. */
  static final int EVENTS = 50_000;

  private static final int MAX_COLUMNS = 1000;

  private RecordBatch plain;
  private RecordBatch escaped;
  private DecodeSession session;
  private ColumnBatchBuilder builder;
  private RowDecoder parsing;

  /** Makes the payloads, once for all iterations. */
  @Setup
  public void prepare() {
    TableSchema schema =
        Visit.schema(
            ConfigFactory.parseFile(new File("deploy/schema/analytics-events.conf"))
                .getStringList("sluice.schema.columns"));
    List<Visit> visits = Visits.first(EVENTS);
    plain = batch(visits, Visit::json);
    escaped = batch(visits, Visit::jsonWithEscapes);
    SchemaConfig config =
        new SchemaConfig(Optional.of(schema), NewFieldPolicy.IGNORE, MAX_COLUMNS, true, Map.of());
    session = new JsonRecordDecoder(config).open(new FixedSchemaAgreement(schema));
    builder = new ColumnBatchBuilder(schema);
    UnknownMembers unknown = new UnknownMembers(NewFieldPolicy.IGNORE);
    DecoderTree tree = new DecoderTree(Map.of(), unknown);
    parsing = new RowDecoder(new JsonRecords(), builder, unknown, tree);
  }

  private static RecordBatch batch(List<Visit> visits, Function<Visit, byte[]> payload) {
    long[] offsets = new long[EVENTS];
    Arrays.setAll(offsets, i -> i);
    return new RecordBatch(
        new SourcePartition("cluster", "visits", "topic-id", 0),
        new OffsetRange(0, EVENTS),
        offsets,
        visits.stream().mapToLong(Visit::timestampMillis).toArray(),
        new byte[EVENTS][],
        Payloads.of(visits.stream().map(payload).toArray(byte[][]::new)),
        new Header[EVENTS][]);
  }

  /** What nearly every record takes. */
  @Benchmark
  public DecodedRecords scanner() {
    return decode(plain);
  }

  /** Texts with escapes are copied once more than others. */
  @Benchmark
  public DecodedRecords scannerWithEscapes() {
    return decode(escaped);
  }

  private DecodedRecords decode(RecordBatch batch) {
    int rows = session.decode(batch);
    if (rows != EVENTS) {
      throw new IllegalStateException(EVENTS - rows + " of the records became dead letters");
    }
    return session.take();
  }

  /** The same records by the way of those that the scanner leaves. */
  @Benchmark
  public ColumnBatchBuilder parser() throws UnfitRecordException {
    builder.clear();
    for (int i = 0; i < EVENTS; i++) {
      parsing.append(plain, i, plain.value(i));
      builder.endRow();
    }
    return builder;
  }
}
