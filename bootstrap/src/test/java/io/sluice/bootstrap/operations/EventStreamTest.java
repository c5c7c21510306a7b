package io.sluice.bootstrap.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EventStreamTest {
  private final EventStream stream = new EventStream(() -> "{}");

  @Test
  void shouldReachTheOthersWhenOneCannotBeWrittenTo() {
    // Given: whatever order they are sent to in, one comes after a broken one
    List<Page> pages = Stream.of(false, true, false, true, false).map(Page::new).toList();
    pages.forEach(page -> stream.add(context(), page));

    // When
    stream.send("tick", "1");

    // Then
    assertThat(pages)
        .filteredOn(page -> !page.isBroken)
        .hasSize(3)
        .allSatisfy(page -> assertThat(page.text()).contains("event: tick\ndata: 1\n"));
    assertThat(stream.subscribers()).as("the broken ones are gone").isEqualTo(3);
  }

  private static AsyncContext context() {
    return (AsyncContext)
        Proxy.newProxyInstance(
            AsyncContext.class.getClassLoader(),
            new Class<?>[] {AsyncContext.class},
            (proxy, method, arguments) -> null);
  }

  /** Takes all that is written at once, or fails as a connection of Jetty's that is over. */
  private static final class Page extends ServletOutputStream {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final boolean isBroken;

    Page(boolean isBroken) {
      this.isBroken = isBroken;
    }

    String text() {
      return written.toString(UTF_8);
    }

    @Override
    public boolean isReady() {
      if (isBroken) {
        throw new IllegalStateException("on purpose");
      }
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      // It can be written to at any time.
    }

    @Override
    public void write(int next) {
      written.write(next);
    }
  }
}
