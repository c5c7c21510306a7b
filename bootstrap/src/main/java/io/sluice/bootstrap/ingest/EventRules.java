package io.sluice.bootstrap.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.bootstrap.ingest.JsonObjects.Member;
import io.sluice.kafka.decode.Rfc3339;
import io.sluice.ports.out.OutgoingRecord;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What every event has to be like, and which key its record gets. */
final class EventRules {
  static final String ID = "event_id";
  static final String TYPE = "event_type";
  static final String TIMESTAMP = "timestamp";

  /** The first of these that is there: a visit's events stay in one partition, and so in order. */
  private static final List<String> KEYS = List.of("session_id", "user_id", ID);

  private final Set<String> required;
  private final int mostBytes;

  EventRules(Collection<String> required, int mostBytes) {
    this.required = new LinkedHashSet<>(required);
    this.mostBytes = mostBytes;
  }

  /** The members that the rules look at. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(required);
    names.addAll(KEYS);
    names.addAll(List.of(ID, TYPE, TIMESTAMP));
    return names;
  }

  /**
   * The record of an event.
   *
   * @param json the event's own bytes
   * @param members those of {@link #names} that it has
   * @throws RejectedException if it breaks a rule
   */
  OutgoingRecord record(byte[] json, Map<String, Member> members, String path) {
    if (json.length > mostBytes) {
      throw new Problem(
              Problem.Status.TOO_LARGE,
              "event_too_large",
              "The event has " + json.length + " bytes, " + mostBytes + " are allowed",
              path,
              "send less in one event, or raise sluice.ingest.max-event-size")
          .toException();
    }
    for (String name : required) {
      requireText(name, members.get(name), path + "." + name);
    }
    return new OutgoingRecord(key(members), json);
  }

  private static void requireText(String name, Member member, String path) {
    if (member == null) {
      throw Problem.invalid(
              "missing_field", name + " is missing", path, "every event has to have it")
          .toException();
    }
    if (!member.isText() || member.text().isBlank()) {
      throw Problem.invalid(
              "wrong_type", name + " is not a text, or an empty one", path, "send a JSON string")
          .toException();
    }
    if (name.equals(TIMESTAMP) && !isTime(member.text())) {
      throw Problem.invalid(
              "invalid_timestamp",
              name + " is not a time with its zone",
              path,
              "write it as in RFC 3339: 2026-01-31T12:00:00.250Z")
          .toException();
    }
  }

  private static boolean isTime(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return Rfc3339.instant(bytes, 0, bytes.length) != Rfc3339.NONE;
  }

  private static byte[] key(Map<String, Member> members) {
    for (String name : KEYS) {
      Member member = members.get(name);
      if (member != null && !member.text().isEmpty()) {
        return member.text().getBytes(UTF_8);
      }
    }
    return null;
  }
}
