package io.sluice.domain.schema;

/**
 * Exact decimal numbers.
 *
 * @param precision digits in all, 1 to 38
 * @param scale digits after the point, 0 to {@code precision}
 */
public record DecimalType(int precision, int scale) implements FieldType {
  /** The most digits whose unscaled value always fits a long. */
  public static final int MAX_LONG_PRECISION = 18;

  public DecimalType {
    if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
      throw new IllegalArgumentException(
          "decimal("
              + precision
              + ","
              + scale
              + ") is no type: precision is 1 to 38, scale 0 to the precision");
    }
  }

  @Override
  public String toString() {
    return "decimal(" + precision + "," + scale + ")";
  }
}
