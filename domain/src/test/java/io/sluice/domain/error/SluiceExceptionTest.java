package io.sluice.domain.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SluiceExceptionTest {
  @Test
  void shouldCarryWhatAPersonNeeds() {
    // Given
    IOException cause = new IOException("No space left on device");

    // When
    SluiceException failure =
        new SluiceException(ErrorCode.STORAGE, "Cannot write x: disk full", "make room", cause);

    // Then
    assertThat(failure)
        .hasMessage("Cannot write x: disk full")
        .hasCause(cause)
        .returns(ErrorCode.STORAGE, SluiceException::code)
        .returns("make room", SluiceException::hint);
  }

  @Test
  void shouldNotNeedACause() {
    assertThat(new SluiceException(ErrorCode.USAGE, "m", "").getCause()).isNull();
  }

  @Test
  void shouldNeedACodeAndAHint() {
    assertThatThrownBy(() -> new SluiceException(null, "m", "h"))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> new SluiceException(ErrorCode.BUG, "m", null))
        .isInstanceOf(NullPointerException.class);
  }
}
