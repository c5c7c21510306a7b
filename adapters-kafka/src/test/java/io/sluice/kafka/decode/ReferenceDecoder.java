package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.StructType;
import io.sluice.domain.schema.TableSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The plain way to decode one record, by a tree: slow, and short enough to be believed. Fields that
 * the schema does not know are ignored.
 */
final class ReferenceDecoder {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final Pattern HALF_A_PAIR =
      Pattern.compile(
          "\\\\u(?i)d[89ab]..(?!\\\\(?-i)u(?i)d[c-f]..)|(?<!\\\\u(?i)d[89ab]..)\\\\(?-i)u(?i)d[c-f]..");

  private final TableSchema schema;
  private final Set<DeadLetterReason> faults = EnumSet.noneOf(DeadLetterReason.class);

  ReferenceDecoder(TableSchema schema) {
    this.schema = schema;
  }

  /** Every reason why the last record is no row; empty when it is one. */
  Set<DeadLetterReason> faults() {
    return faults;
  }

  /** The row without its nulls; meaningless when there are faults. */
  Map<String, Object> decode(byte[] json) {
    faults.clear();
    JsonNode node;
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      if (HALF_A_PAIR.matcher(text.replace("\\\\", "")).find()) {
        return fault(DeadLetterReason.INVALID_JSON, Map.of());
      }
      node = MAPPER.readTree(text);
    } catch (CharacterCodingException | JsonProcessingException e) {
      return fault(DeadLetterReason.INVALID_JSON, Map.of());
    }
    if (node.isMissingNode()) {
      return fault(DeadLetterReason.INVALID_JSON, Map.of());
    }
    return node instanceof ObjectNode object
        ? members(schema.fields(), object)
        : fault(DeadLetterReason.NOT_AN_OBJECT, Map.of());
  }

  private Map<String, Object> members(List<Field> fields, ObjectNode object) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : fields) {
      Object value = value(field.type(), object.get(field.name()));
      if (value != null) {
        values.put(field.name(), value);
      } else if (!field.nullable()) {
        fault(DeadLetterReason.MISSING_VALUE, null);
      }
    }
    return values;
  }

  private Object value(FieldType type, JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (type instanceof StructType struct) {
      return node instanceof ObjectNode object ? members(struct.fields(), object) : mismatch();
    }
    if (type instanceof ListType list) {
      List<Object> values = new ArrayList<>();
      node.forEach(element -> values.add(node.isArray() ? value(list.element(), element) : null));
      return node.isArray() ? values : mismatch();
    }
    if (type instanceof MapType map) {
      Map<String, Object> values = new LinkedHashMap<>();
      node.properties()
          .forEach(entry -> values.put(entry.getKey(), value(map.value(), entry.getValue())));
      return node.isObject() ? values : mismatch();
    }
    return type instanceof DecimalType decimal
        ? decimal(decimal, node)
        : scalar((PrimitiveType) type, node);
  }

  private Object scalar(PrimitiveType type, JsonNode node) {
    try {
      return switch (type) {
        case STRING -> node.isTextual() ? node.textValue() : mismatch();
        case LONG -> node.isIntegralNumber() ? wholeNumber(node.bigIntegerValue()) : mismatch();
        case DOUBLE -> node.isNumber() ? finite(node.decimalValue()) : mismatch();
        case BOOLEAN -> node.isBoolean() ? node.booleanValue() : mismatch();
        case TIMESTAMP -> node.isTextual() ? micros(node.textValue()) : mismatch();
        case DATE ->
            node.isTextual() ? (Object) LocalDate.parse(node.textValue()).toEpochDay() : mismatch();
        case BINARY ->
            node.isTextual()
                ? ByteBuffer.wrap(Base64.getDecoder().decode(node.textValue()))
                : mismatch();
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      return mismatch();
    }
  }

  private Object wholeNumber(BigInteger number) {
    return number.bitLength() < Long.SIZE
        ? (Object) number.longValue()
        : fault(DeadLetterReason.OUT_OF_RANGE, null);
  }

  private Object finite(BigDecimal number) {
    double value = Double.parseDouble(number.toString());
    return Double.isInfinite(value) ? fault(DeadLetterReason.OUT_OF_RANGE, null) : (Object) value;
  }

  private Object decimal(DecimalType type, JsonNode node) {
    boolean plain = node.isTextual() && node.textValue().matches("-?[0-9]+([.][0-9]+)?");
    if (!node.isNumber() && !plain) {
      return mismatch();
    }
    BigDecimal number = plain ? new BigDecimal(node.textValue()) : node.decimalValue();
    BigDecimal exact = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    boolean fits =
        exact.scale() <= type.scale()
            && (long) exact.precision() - exact.scale() + type.scale() <= type.precision();
    return fits ? exact.setScale(type.scale()) : fault(DeadLetterReason.OUT_OF_RANGE, null);
  }

  private static Object micros(String text) {
    OffsetDateTime time = OffsetDateTime.parse(text);
    return time.toEpochSecond() * 1_000_000 + time.getNano() / 1000;
  }

  private Object mismatch() {
    return fault(DeadLetterReason.TYPE_MISMATCH, null);
  }

  private <T> T fault(DeadLetterReason reason, T instead) {
    faults.add(reason);
    return instead;
  }
}
