package io.sluice.ports.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.table.Location;
import io.sluice.ports.fake.FaultInjector.Fault;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FailingExclusiveCreateTest {
  private static final Location OBJECT = Location.parse("s3://bucket/object");

  private final InMemoryObjects objects = new InMemoryObjects();
  private final FaultInjector faults = new FaultInjector();
  private final FailingExclusiveCreate create = new FailingExclusiveCreate(objects, faults);

  @Test
  void shouldFailWithoutATrace() {
    // Given
    faults.then(Fault.BEFORE);

    // Then
    assertThatThrownBy(this::attempt).isInstanceOf(IOException.class);
    assertThat(objects.find(OBJECT)).isEmpty();
    assertThatCode(this::attempt).doesNotThrowAnyException();
  }

  @Test
  void shouldLandAndThenFail() {
    // Given
    faults.then(Fault.AFTER);

    // Then
    assertThatThrownBy(this::attempt)
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ObjectAlreadyExistsException.class);
    assertThat(objects.find(OBJECT)).isPresent();
    assertThatThrownBy(this::attempt).isInstanceOf(ObjectAlreadyExistsException.class);
  }

  @Test
  void shouldFailAsOftenAsScripted() {
    // Given
    faults.then(2, Fault.BEFORE).then(Fault.NONE, Fault.AFTER);

    // Then
    assertThatThrownBy(this::attempt).isInstanceOf(IOException.class);
    assertThatThrownBy(this::attempt).isInstanceOf(IOException.class);
    assertThatCode(this::attempt).doesNotThrowAnyException();
    assertThat(faults.steps()).isEqualTo(3);
  }

  private void attempt() throws IOException {
    create.create(OBJECT, new byte[] {1});
  }
}
