package io.sluice.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureLocationTest {
  @Test
  void shouldNameTheBlobServiceOfTheAccount() {
    assertThat(of("abfss://data@acme.dfs.core.windows.net/tables/a%20b"))
        .isEqualTo(new AzureLocation("acme", "acme.blob.core.windows.net", "data", "tables/a b"));
    assertThat(of("abfs://data@acme.blob.core.chinacloudapi.cn/t").host())
        .isEqualTo("acme.blob.core.chinacloudapi.cn");
    assertThat(of("abfss://$web@acme.z1.dfs.storage.azure.net/t").host())
        .isEqualTo("acme.z1.blob.storage.azure.net");
  }

  @Test
  void shouldTakeTheContainerItselfForAFolder() {
    assertThat(of("abfss://data@acme.dfs.core.windows.net/").prefix()).isEmpty();
    assertThat(of("abfss://data@acme.dfs.core.windows.net/t").prefix()).isEqualTo("t/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abfss://acme.dfs.core.windows.net/t",
        "abfss://@acme.dfs.core.windows.net/t",
        "abfss://data@acme/t",
        "abfss://data@acme.example.com/t",
        "abfss://data@.dfs.core.windows.net/t",
        "abfss://data@acme.dfs.core.windows.net:443/t",
        "abfss:/t"
      })
  void shouldSayHowALocationIsWritten(String location) {
    assertThatThrownBy(() -> of(location))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.hint()).contains("container@account.dfs.core.windows.net");
            })
        .hasMessageContaining(location);
  }

  @Test
  void shouldRefuseWhatTheServiceWouldTakeForAnotherName() {
    assertThatThrownBy(() -> of("abfss://data@acme.dfs.core.windows.net/a%5Cb"))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("backslash");
  }

  private static AzureLocation of(String location) {
    return AzureLocation.of(Location.parse(location));
  }
}
