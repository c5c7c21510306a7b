package io.sluice.delta.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class TwosComplementTest {
  private static final long[] NUMBERS = {
    Long.MIN_VALUE, -65536, -256, -129, -128, -127, -1, 0, 1, 127, 128, 255, 256, Long.MAX_VALUE
  };

  @Test
  void shouldKeepTheNumberWhenItIsExtended() {
    for (long number : NUMBERS) {
      assertThat(new BigInteger(extended(number))).isEqualTo(BigInteger.valueOf(number));
    }
  }

  @Test
  void shouldCompareLikeTheNumbers() {
    for (long left : NUMBERS) {
      for (long right : NUMBERS) {
        assertThat(Integer.signum(TwosComplement.compare(extended(left), extended(right))))
            .as(left + " and " + right)
            .isEqualTo(Long.compare(left, right));
      }
    }
  }

  @Test
  void shouldRefuseWhatDoesNotFit() {
    assertThatThrownBy(() -> TwosComplement.extend(new byte[3], 0, 3, new byte[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a decimal of 3 bytes does not fit its 2");
    assertThatThrownBy(() -> TwosComplement.extend(new byte[3], 0, 0, new byte[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] extended(long number) {
    byte[] source = BigInteger.valueOf(number).toByteArray();
    byte[] target = new byte[9];
    TwosComplement.extend(source, 0, source.length, target);
    return target;
  }
}
