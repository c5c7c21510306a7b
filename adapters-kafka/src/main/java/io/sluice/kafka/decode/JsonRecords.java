package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.sluice.domain.record.DeadLetterReason;
import java.io.IOException;

/**
 * Opens records as JSON in UTF-8, strictly: one value and nothing after it. Names are shared
 * between the records that one instance opens, so each session has its own.
 */
final class JsonRecords {
  /** How deep objects and arrays may lie inside each other. */
  static final int MAX_DEPTH = 1000;

  /** How many characters a number may have. */
  static final int MAX_NUMBER_LENGTH = 1000;

  /** How many bytes of UTF-8 a name may have. */
  static final int MAX_NAME_LENGTH = 50_000;

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          // Records are UTF-8 by contract: what looks like UTF-16 is a fault.
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          // A JVM-wide table of names that strangers choose would grow, and is locked.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Names that collide cost time, but are no fault of the record.
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .build();

  /** What to do with the members of a record's object. */
  interface Members {
    /**
     * Reads to the end of the object that the parser is at the start of.
     *
     * @throws IOException if that is no valid JSON
     */
    void read(JsonParser parser) throws IOException, UnfitRecordException;
  }

  /**
   * Reads one record's object.
   *
   * @throws UnfitRecordException if it is not valid JSON, no object, or the reader says so; a fault
   *     further on is not looked for then
   */
  void read(byte[] json, Members members) throws UnfitRecordException {
    requireUtf8(json);
    try (JsonParser parser = factory.createParser(json, 0, json.length)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new UnfitRecordException(DeadLetterReason.INVALID_JSON, "the payload is empty");
      }
      if (first != JsonToken.START_OBJECT) {
        throw new UnfitRecordException(
            DeadLetterReason.NOT_AN_OBJECT, "expected an object, found " + Faults.kind(first));
      }
      members.read(parser);
      if (parser.nextToken() != null) {
        throw invalid(parser.currentTokenLocation());
      }
    } catch (JsonProcessingException e) {
      throw invalid(e);
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  /**
   * The record without the members that a later one of the same name supersedes: blanked in a copy,
   * or the record itself when there are none.
   *
   * @throws UnfitRecordException if it is not valid JSON
   */
  byte[] withoutSuperseded(byte[] json) throws UnfitRecordException {
    requireUtf8(json);
    try (JsonParser parser = factory.createParser(json, 0, json.length)) {
      SupersededMembers superseded = new SupersededMembers();
      int depth = 0;
      boolean ended = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (ended) {
          throw invalid(parser.currentTokenLocation());
        }
        superseded.see(parser, token);
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        ended = depth == 0;
      }
      return superseded.blank(json);
    } catch (JsonProcessingException e) {
      throw invalid(e);
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  private static void requireUtf8(byte[] json) throws UnfitRecordException {
    int fault = StrictUtf8.firstFault(json);
    if (fault >= 0) {
      throw new UnfitRecordException(
          DeadLetterReason.INVALID_JSON, "not valid Unicode in UTF-8 at byte " + fault);
    }
  }

  /** The parser's own message quotes the payload, so only its position is passed on. */
  private static UnfitRecordException invalid(JsonProcessingException e) {
    return e instanceof StreamConstraintsException
        ? new UnfitRecordException(
            DeadLetterReason.INVALID_JSON,
            "nested too deep, or a name or number too long" + position(e.getLocation()))
        : invalid(e.getLocation());
  }

  private static UnfitRecordException invalid(JsonLocation location) {
    return new UnfitRecordException(
        DeadLetterReason.INVALID_JSON, "not valid JSON" + position(location));
  }

  private static String position(JsonLocation location) {
    return location == null || location.getByteOffset() < 0
        ? ""
        : " at byte " + location.getByteOffset();
  }

  private static IllegalStateException inMemory(IOException e) {
    return new IllegalStateException("reading from memory failed", e);
  }
}
