package io.sluice.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ports.out.TableReader.Rows;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RowPrinterTest {
  private static final List<String> COLUMNS =
      List.of("b", "l", "d", "m", "s", "x", "t", "day", "list", "struct");

  private final StringWriter out = new StringWriter();

  @Test
  void shouldPrintOneJsonObjectPerLine() throws Exception {
    // When
    print(OutputFormat.JSON, COLUMNS, List.of(everyType(), nulls()));

    // Then
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"b\":true,\"l\":9007199254740993,\"d\":1.5,\"m\":12300000000000000000.10,"
                + "\"s\":\"a\\\"b\\n\",\"x\":\"AQL/\",\"t\":\"2013-01-01T10:00:00Z\","
                + "\"day\":\"2013-01-31\",\"list\":[1,null],\"struct\":{\"k\":\"v\",\"n\":null}}",
            "{\"b\":null,\"l\":null,\"d\":null,\"m\":null,\"s\":null,\"x\":null,\"t\":null,"
                + "\"day\":null,\"list\":null,\"struct\":null}");
  }

  @Test
  void shouldPrintCsvThatOthersCanRead() throws Exception {
    // When
    print(
        OutputFormat.CSV,
        List.of("a", "b", "c"),
        List.of(Arrays.asList("x,\"y\"\n", null, ""), List.of(List.of(1L), 2L, " z")));

    // Then
    assertThat(out.toString()).isEqualTo("a,b,c\r\n\"x,\"\"y\"\"\n\",,\"\"\r\n[1],2,\" z\"\r\n");
  }

  @Test
  void shouldPrintAGridWithNumbersToTheRight() throws Exception {
    // When
    print(
        OutputFormat.TABLE,
        List.of("name", "rows"),
        List.of(List.of("a", 5L), Arrays.asList(null, 1234L)));

    // Then
    assertThat(out.toString().lines())
        .containsExactly(
            "+------+------+",
            "| name | rows |",
            "+------+------+",
            "| a    |    5 |",
            "|      | 1234 |",
            "+------+------+");
  }

  @Test
  void shouldNotLetDataControlTheTerminal() throws Exception {
    // When
    print(OutputFormat.TABLE, List.of("a"), List.of(List.of("\u001b[31mred\u0007\nnext")));

    // Then
    assertThat(out.toString())
        .contains("\\u001b[31mred\\u0007\\u000anext")
        .doesNotContain("\u001b");
  }

  @Test
  void shouldShortenWhatIsTooWideForAGrid() throws Exception {
    // When
    print(OutputFormat.TABLE, List.of("a"), List.of(List.of("w".repeat(500))));

    // Then
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 64);
  }

  @Test
  void shouldPrintTheHeaderOfNothing() throws Exception {
    // When
    print(OutputFormat.CSV, List.of("a", "b"), List.of());
    print(OutputFormat.TABLE, List.of("a", "b"), List.of());

    // Then
    assertThat(out.toString()).startsWith("a,b").contains("| a | b |");
  }

  @Test
  void shouldStopAtTheLimitAndSayThatThereIsMore() throws Exception {
    // Given
    RowsPrinter printer = new RowsPrinter(new PrintWriter(out));

    // When
    boolean isMore = printer.print(new CountingRows(5), OutputFormat.CSV, 2);
    boolean isMoreOfAll = printer.print(new CountingRows(2), OutputFormat.CSV, 2);

    // Then
    assertThat(isMore).isTrue();
    assertThat(isMoreOfAll).isFalse();
    assertThat(out.toString()).isEqualTo("n\r\n0\r\n1\r\nn\r\n0\r\n1\r\n");
  }

  @Test
  void shouldStopWhenNobodyReads() throws Exception {
    // Given
    PrintWriter closed =
        new PrintWriter(
            new Writer() {
              @Override
              public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("broken pipe");
              }

              @Override
              public void flush() {
                // Nothing is kept.
              }

              @Override
              public void close() {
                // Nothing is open.
              }
            });
    CountingRows rows = new CountingRows(1_000_000);

    // When
    boolean isMore = new RowsPrinter(closed).print(rows, OutputFormat.JSON, Long.MAX_VALUE);

    // Then
    assertThat(isMore).as("no limit left any out").isFalse();
    assertThat(rows.handedOut).isLessThan(10_000);
  }

  private void print(OutputFormat format, List<String> columns, List<List<?>> rows)
      throws IOException {
    try (RowPrinter printer = RowPrinter.open(format, columns, new PrintWriter(out))) {
      for (List<?> row : rows) {
        printer.print(row);
      }
    }
  }

  private static List<Object> everyType() {
    Map<String, Object> struct = new LinkedHashMap<>();
    struct.put("k", "v");
    struct.put("n", null);
    List<Object> row = new ArrayList<>();
    row.add(true);
    row.add(9_007_199_254_740_993L);
    row.add(1.5);
    row.add(new BigDecimal("12300000000000000000.10"));
    row.add("a\"b\n");
    row.add(new byte[] {1, 2, -1});
    row.add(Instant.parse("2013-01-01T10:00:00Z"));
    row.add(LocalDate.parse("2013-01-31"));
    row.add(Arrays.asList(1L, null));
    row.add(struct);
    return row;
  }

  private static List<Object> nulls() {
    return Arrays.asList(new Object[COLUMNS.size()]);
  }

  private static final class CountingRows implements Rows {
    private final Iterator<Integer> numbers;
    private long handedOut;

    private CountingRows(int count) {
      numbers = IntStream.range(0, count).iterator();
    }

    @Override
    public List<String> columns() {
      return List.of("n");
    }

    @Override
    public boolean hasNext() {
      return numbers.hasNext();
    }

    @Override
    public List<Object> next() {
      handedOut++;
      return List.of((long) numbers.next());
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
