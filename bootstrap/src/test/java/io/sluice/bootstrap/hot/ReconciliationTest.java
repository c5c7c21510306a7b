package io.sluice.bootstrap.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableVersion;
import io.sluice.domain.table.TimeRange;
import io.sluice.ports.out.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReconciliationTest {
  private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant ELEVEN = Instant.parse("2026-03-01T11:00:00Z");
  private static final Window WINDOW = new Window(NINE, ELEVEN, ELEVEN);

  private final List<List<Object>> lake = new ArrayList<>();
  private final SortedMap<EventHour, Long> hot = new TreeMap<>();

  @Test
  void shouldFindNothingWhereNothingIs() throws IOException {
    assertThat(compare(WINDOW)).isEmpty();
  }

  @Test
  void shouldCountEachEventOnceAndItsRepeatsBesideIt() throws IOException {
    // Given
    event("a", "click", "2026-03-01T09:10:00Z");
    event("a", "click", "2026-03-01T09:10:00Z");
    event("b", "click", "2026-03-01T09:20:00Z");
    hot.put(new EventHour(NINE, "click"), 2L);

    // When / Then
    assertThat(compare(WINDOW))
        .containsExactly(new Comparison(new EventHour(NINE, "click"), 2, 2, 1))
        .allMatch(Comparison::isEqual);
  }

  @Test
  void shouldReportWhatIsInOneOfThemOnly() throws IOException {
    // Given
    event("a", "click", "2026-03-01T09:10:00Z");
    hot.put(new EventHour(TEN, "view"), 3L);

    // When / Then
    assertThat(compare(WINDOW))
        .containsExactly(
            new Comparison(new EventHour(NINE, "click"), 1, 0, 0),
            new Comparison(new EventHour(TEN, "view"), 0, 3, 0))
        .noneMatch(Comparison::isEqual)
        .extracting(Comparison::difference)
        .containsExactly(-1L, 3L);
  }

  @Test
  void shouldKeepToTheWindow() throws IOException {
    // Given: files are read whole, and their rows lie around it
    event("before", "click", "2026-03-01T08:59:59.999999Z");
    event("first", "click", "2026-03-01T09:00:00Z");
    event("last", "click", "2026-03-01T10:59:59.999999Z");
    event("after", "click", "2026-03-01T11:00:00Z");

    // When / Then
    assertThat(compare(WINDOW)).extracting(Comparison::lake).containsExactly(1L, 1L);
  }

  @Test
  void shouldLeaveOutWhatReachedKafkaAfterTheWindowWasClosed() throws IOException {
    // Given
    Window window = new Window(NINE, TEN, Instant.parse("2026-03-01T09:30:00.700Z"));
    produced("early", "2026-03-01T09:29:59.999Z");
    produced("at", "2026-03-01T09:30:00Z");
    produced("late", "2026-03-01T09:30:00.100Z");
    lake.add(Arrays.asList("unknown", "click", NINE, null));

    // When / Then: it is closed at a whole second
    assertThat(compare(window)).extracting(Comparison::lake).containsExactly(2L);
  }

  @ParameterizedTest
  @CsvSource({
    "0, event_id, string",
    "1, event_type, string",
    "2, timestamp, timestamp",
    "3, _kafka_timestamp, timestamp"
  })
  void shouldNameTheColumnThatHoldsSomethingElse(int column, String name, String type) {
    // Given
    List<Object> row = new ArrayList<>(List.of("a", "click", NINE, NINE));
    row.set(column, type.equals("string") ? 7L : "2026-03-01T09:10:00Z");
    lake.add(row);

    // When / Then
    assertThatThrownBy(() -> compare(WINDOW))
        .isInstanceOfSatisfying(
            SluiceException.class,
            each -> assertThat(each.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageContaining("its column " + name + " is of another type, and a " + type);
  }

  @ParameterizedTest
  @CsvSource({"0, event_id", "1, event_type", "2, timestamp"})
  void shouldNameTheColumnThatIsNull(int column, String name) {
    // Given
    List<Object> row = new ArrayList<>(List.of("a", "click", NINE, NINE));
    row.set(column, null);
    lake.add(row);

    // When / Then
    assertThatThrownBy(() -> compare(WINDOW))
        .isInstanceOfSatisfying(
            SluiceException.class,
            each -> assertThat(each.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageContaining("its column " + name + " is null in a row");
  }

  @Test
  void shouldCompareHourByHour() throws IOException {
    // Given
    Instant from = Instant.parse("2026-03-01T09:15:00Z");
    Instant to = Instant.parse("2026-03-01T11:10:00Z");
    List<String> progress = new ArrayList<>();
    List<Window> asked = new ArrayList<>();

    // When
    new Reconciliation(
            hour -> {
              asked.add(hour);
              return new TreeMap<>();
            },
            hour -> new TreeMap<>())
        .compare(new Window(from, to, to), (hours, of) -> progress.add(hours + "/" + of));

    // Then
    assertThat(asked)
        .containsExactly(
            new Window(from, TEN, to), new Window(TEN, ELEVEN, to), new Window(ELEVEN, to, to));
    assertThat(progress).containsExactly("0/3", "1/3", "2/3", "3/3");
  }

  @Test
  void shouldRefuseAWindowWithoutWidth() {
    assertThatThrownBy(() -> new Window(TEN, TEN, ELEVEN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Comparison> compare(Window window) throws IOException {
    LakeEvents events = new LakeEvents(new Files(), Location.of(Path.of("table")));
    return new Reconciliation(events::counts, this::inHot).compare(window, (hours, of) -> {});
  }

  private SortedMap<EventHour, Long> inHot(Window hour) {
    SortedMap<EventHour, Long> found = new TreeMap<>(hot);
    found.keySet().removeIf(each -> !each.hour().equals(hour.from()));
    return found;
  }

  private void event(String id, String eventType, String timestamp) {
    lake.add(List.of(id, eventType, Instant.parse(timestamp), NINE));
  }

  private void produced(String id, String produced) {
    lake.add(List.of(id, "click", NINE, Instant.parse(produced)));
  }

  /** One file that no statistics tell anything of. */
  private final class Files implements TableReader {
    @Override
    public Rows readAround(Location table, TimeRange range, List<String> columns) {
      Iterator<List<Object>> rows = lake.iterator();
      return new Rows() {
        @Override
        public List<String> columns() {
          return columns;
        }

        @Override
        public boolean hasNext() {
          return rows.hasNext();
        }

        @Override
        public List<Object> next() {
          return rows.next();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public TableDescription describe(Location table, OptionalLong version) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Rows read(Location table, OptionalLong version, List<String> columns) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Rows readAdded(Location table, TableVersion version, List<String> columns) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void history(Location table, Consumer<LogEntry> consumer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> missingFiles(Location table, Collection<String> objects) {
      throw new UnsupportedOperationException();
    }
  }
}
