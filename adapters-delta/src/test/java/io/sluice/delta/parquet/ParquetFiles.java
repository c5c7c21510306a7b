package io.sluice.delta.parquet;

import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.StructType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.InputFile;

/** Reads files back through Parquet's own record assembly, which shares nothing with the writer. */
final class ParquetFiles {
  private ParquetFiles() {}

  static ParquetMetadata footer(ObjectStore store, Location file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(input(store, file))) {
      return reader.getFooter();
    }
  }

  static List<Group> groups(ObjectStore store, Location file) throws IOException {
    List<Group> groups = new ArrayList<>();
    try (ParquetReader<Group> reader = new GroupReader(input(store, file)).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        groups.add(group);
      }
    }
    return groups;
  }

  /** Reads all pages, holding each against its checksum. */
  static void readVerifyingChecksums(byte[] content) throws IOException {
    ParquetReadOptions options = ParquetReadOptions.builder().usePageChecksumVerification().build();
    try (ParquetFileReader reader = ParquetFileReader.open(new BytesInputFile(content), options)) {
      PageReadStore pages = reader.readNextRowGroup();
      for (ColumnDescriptor column :
          reader.getFooter().getFileMetaData().getSchema().getColumns()) {
        PageReader page = pages.getPageReader(column);
        page.readDictionaryPage();
        page.readPage();
      }
    }
  }

  /** The rows in the form of {@link Rows}. */
  static List<List<Object>> rows(ObjectStore store, Location file, TableSchema schema)
      throws IOException {
    return groups(store, file).stream().map(group -> struct(group, schema.fields())).toList();
  }

  private static List<Object> struct(Group group, List<Field> fields) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      values.add(value(group, i, fields.get(i).type()));
    }
    return values;
  }

  private static Object value(Group group, int field, FieldType type) {
    if (group.getFieldRepetitionCount(field) == 0) {
      return null;
    }
    if (type instanceof StructType struct) {
      return struct(group.getGroup(field, 0), struct.fields());
    }
    if (type instanceof ListType list) {
      return list(group.getGroup(field, 0), list.element());
    }
    if (type instanceof MapType map) {
      return map(group.getGroup(field, 0), map.value());
    }
    if (type instanceof DecimalType decimal) {
      if (decimal.precision() <= 9) {
        return BigInteger.valueOf(group.getInteger(field, 0));
      }
      return decimal.precision() <= 18
          ? BigInteger.valueOf(group.getLong(field, 0))
          : new BigInteger(group.getBinary(field, 0).getBytes());
    }
    return switch ((PrimitiveType) type) {
      case STRING -> group.getString(field, 0);
      case LONG, TIMESTAMP -> group.getLong(field, 0);
      case DATE -> (long) group.getInteger(field, 0);
      case DOUBLE -> group.getDouble(field, 0);
      case BOOLEAN -> group.getBoolean(field, 0);
      case BINARY ->
          new Rows.Octets(HexFormat.of().formatHex(group.getBinary(field, 0).getBytes()));
    };
  }

  private static List<Object> list(Group list, FieldType element) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      values.add(value(list.getGroup(0, i), 0, element));
    }
    return values;
  }

  private static Map<String, Object> map(Group map, FieldType value) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      Group entry = map.getGroup(0, i);
      entries.put(entry.getString(0, 0), value(entry, 1, value));
    }
    return entries;
  }

  private static InputFile input(ObjectStore store, Location file) throws IOException {
    try (ObjectReader reader = store.read(file)) {
      ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(reader.length()));
      reader.readFully(0, content);
      return new BytesInputFile(content.array());
    }
  }

  private static final class GroupReader extends ParquetReader.Builder<Group> {
    GroupReader(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
