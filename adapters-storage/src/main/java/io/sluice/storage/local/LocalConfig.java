package io.sluice.storage.local;

import com.typesafe.config.Config;
import io.sluice.storage.block.BlockConfig;

/**
 * The {@code sluice.storage.local} block: how the local disk is written.
 *
 * @param fsync whether to wait until the disk has files and folders before a write counts
 */
public record LocalConfig(boolean fsync) {
  /**
   * Reads the block.
   *
   * @throws io.sluice.domain.error.SluiceException {@code CONFIGURATION} naming the key
   */
  public static LocalConfig from(Config root) {
    return new LocalConfig(new BlockConfig(root, "sluice.storage.local").flag("fsync"));
  }
}
