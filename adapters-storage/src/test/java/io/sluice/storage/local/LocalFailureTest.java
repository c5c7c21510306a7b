package io.sluice.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.table.Location;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class LocalFailureTest {
  private static final Location LOCATION = Location.parse("file:///t");

  @Test
  void shouldKeepTheLocationOfADeniedAccessApartFromItsReason() {
    IOException failure =
        LocalFailure.of("read", LOCATION, new AccessDeniedException("/t", null, null));
    assertThat(failure)
        .isInstanceOfSatisfying(
            AccessDeniedException.class,
            denied -> {
              assertThat(denied.getFile()).isEqualTo("file:///t");
              assertThat(denied.getReason()).isEqualTo("permission denied");
            })
        .hasMessage("file:///t: permission denied");
  }

  @Test
  void shouldSayThatItWasInterrupted() {
    IOException failure = LocalFailure.of("read", LOCATION, new ClosedByInterruptException());
    assertThat(failure)
        .isInstanceOf(ClosedByInterruptException.class)
        .hasMessage("Cannot read 'file:///t': interrupted");
  }

  @Test
  void shouldSayWhatIsNotThere() {
    IOException failure = LocalFailure.of("read", LOCATION, new NoSuchFileException("/t"));
    assertThat(failure)
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage("Cannot read 'file:///t': it is not there");
  }

  @Test
  void shouldLeaveTheFileNamesOfTheOperatingSystemOut() {
    assertThat(LocalFailure.of("write", LOCATION, new FileSystemException("/t", "/u", "full")))
        .hasMessage("Cannot write 'file:///t': full");
    assertThat(LocalFailure.of("write", LOCATION, new IOException()))
        .hasMessage("Cannot write 'file:///t': IOException");
  }
}
