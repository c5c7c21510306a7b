package io.sluice.delta.parquet;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How data files are encoded: {@code sluice.table.parquet.*}.
 *
 * @param compression of the pages
 * @param zstdLevel 1 (fast) to 22 (small); only {@link Compression#ZSTD} looks at it
 * @param rowGroupBytes 1 MiB to 2 GiB of values in memory that at most go into one row group, about
 * @param pageBytes 8 KiB to 64 MiB of encoded values that at most go into one page, about
 */
public record ParquetConfig(
    Compression compression, int zstdLevel, long rowGroupBytes, int pageBytes) {
  private static final String COMPRESSION = "sluice.table.parquet.compression";
  private static final String ZSTD_LEVEL = "sluice.table.parquet.zstd-level";
  private static final String ROW_GROUP_SIZE = "sluice.table.parquet.row-group-size";
  private static final String PAGE_SIZE = "sluice.table.parquet.page-size";

  /**
   * Reads the keys.
   *
   * @throws SluiceException CONFIGURATION, naming the key, for a value that cannot be used
   */
  public static ParquetConfig from(Config root) {
    return new ParquetConfig(
        compression(read(COMPRESSION, root::getString)),
        (int) within(ZSTD_LEVEL, read(ZSTD_LEVEL, root::getInt), 1, 22, ""),
        within(ROW_GROUP_SIZE, read(ROW_GROUP_SIZE, root::getBytes), 1L << 20, 1L << 31, " bytes"),
        (int) within(PAGE_SIZE, read(PAGE_SIZE, root::getBytes), 8L << 10, 64L << 20, " bytes"));
  }

  private static Compression compression(String name) {
    for (Compression compression : Compression.values()) {
      if (keyword(compression).equalsIgnoreCase(name)) {
        return compression;
      }
    }
    String known =
        Arrays.stream(Compression.values())
            .map(ParquetConfig::keyword)
            .collect(Collectors.joining(", "));
    throw invalid(COMPRESSION, "'" + name + "' is no codec", "Use one of " + known + ".", null);
  }

  private static String keyword(Compression compression) {
    return compression.name().toLowerCase(Locale.ROOT);
  }

  private static long within(String key, long value, long from, long to, String unit) {
    if (value < from || value > to) {
      throw invalid(
          key, value + unit + " is out of range", "Use " + from + " to " + to + unit + ".", null);
    }
    return value;
  }

  private static <T> T read(String key, Function<String, T> reader) {
    try {
      return reader.apply(key);
    } catch (ConfigException e) {
      throw invalid(key, e.getMessage(), "See the comment on the key in the reference.", e);
    }
  }

  private static SluiceException invalid(String key, String cause, String hint, Throwable e) {
    return new SluiceException(
        ErrorCode.CONFIGURATION, "Cannot use " + key + ": " + cause, hint, e);
  }
}
