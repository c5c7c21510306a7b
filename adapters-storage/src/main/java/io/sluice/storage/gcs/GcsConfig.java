package io.sluice.storage.gcs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.sluice.domain.error.SluiceException;
import io.sluice.storage.block.BlockConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code sluice.storage.gcs} block: Google Cloud Storage.
 *
 * @param endpoint instead of Google's own
 * @param projectId that pays for the requests; empty for the bucket's own
 * @param auth never {@link GcsAuth#AUTO}: that is decided when the block is read
 * @param credentialsFile only and always where {@code auth} reads one
 * @param partSize how many bytes of an object are sent at once, a multiple of 256 KiB
 */
public record GcsConfig(
    Optional<String> endpoint,
    Optional<String> projectId,
    GcsAuth auth,
    Optional<Path> credentialsFile,
    int partSize) {
  private static final String ENDPOINT = "endpoint";
  private static final String AUTH = "auth";
  private static final String CREDENTIALS_FILE = "credentials-file";
  private static final long MIN_PART = 1L << 20;
  private static final long MAX_PART = 64L << 20;

  /** The service takes parts in steps of this. */
  private static final int PART_STEP = 256 << 10;

  /**
   * Reads the block, and the type of the credentials file.
   *
   * @throws SluiceException {@code CONFIGURATION} naming the key
   */
  public static GcsConfig from(Config root) {
    BlockConfig block = new BlockConfig(root, "sluice.storage.gcs");
    GcsAuth wanted = block.choice(AUTH, GcsAuth.class);
    Optional<Path> file = block.file(CREDENTIALS_FILE);
    int bytes = Math.toIntExact(block.bytes("part-size", MIN_PART, MAX_PART));
    return new GcsConfig(
        endpoint(block),
        block.text("project-id"),
        auth(block, wanted, file),
        file,
        bytes - bytes % PART_STEP);
  }

  private static Optional<String> endpoint(BlockConfig block) {
    Optional<String> endpoint = block.text(ENDPOINT);
    endpoint.ifPresent(text -> requireAddress(block, text));
    return endpoint;
  }

  private static void requireAddress(BlockConfig block, String text) {
    try {
      URI uri = new URI(text);
      if (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      // said below; the exception would only repeat the text
    }
    throw block.invalid(
        ENDPOINT, "it is no http or https address", "use one like https://host:port", null);
  }

  private static GcsAuth auth(BlockConfig block, GcsAuth wanted, Optional<Path> file) {
    return switch (wanted) {
      case AUTO -> file.map(path -> byType(block, path)).orElse(GcsAuth.APPLICATION_DEFAULT);
      case SERVICE_ACCOUNT, WORKLOAD_IDENTITY -> {
        GcsAuth found =
            file.map(path -> byType(block, path)).orElseThrow(() -> withoutFile(block, wanted));
        if (found != wanted) {
          throw block.invalid(
              AUTH,
              "credentials-file is for " + BlockConfig.spelling(found),
              "set it to " + BlockConfig.spelling(found) + " or auto, or name another file",
              null);
        }
        yield wanted;
      }
      case APPLICATION_DEFAULT, COMPUTE_ENGINE, NONE -> {
        if (file.isPresent()) {
          throw block.invalid(
              CREDENTIALS_FILE,
              "auth = " + BlockConfig.spelling(wanted) + " does not read it",
              "set auth = auto, or leave the file out",
              null);
        }
        yield wanted;
      }
    };
  }

  private static SluiceException withoutFile(BlockConfig block, GcsAuth wanted) {
    return block.invalid(
        CREDENTIALS_FILE,
        "auth = " + BlockConfig.spelling(wanted) + " needs it",
        "name the JSON file",
        null);
  }

  /** Tells a key from a federation by what the file says it is; nothing else of it is looked at. */
  private static GcsAuth byType(BlockConfig block, Path file) {
    String type;
    try {
      type =
          ConfigFactory.parseFile(
                  file.toFile(), ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON))
              .getString("type");
    } catch (ConfigException e) {
      // Without the cause: what it quotes may be a part of the key.
      throw block.invalid(
          CREDENTIALS_FILE,
          file + " is no JSON of Google's with a \"type\"",
          "name the file as it was downloaded",
          null);
    }
    return switch (type) {
      case "service_account" -> GcsAuth.SERVICE_ACCOUNT;
      case "external_account" -> GcsAuth.WORKLOAD_IDENTITY;
      default ->
          throw block.invalid(
              CREDENTIALS_FILE,
              "its type is neither service_account nor external_account",
              "for a gcloud login leave it empty and use auth = application-default",
              null);
    };
  }
}
