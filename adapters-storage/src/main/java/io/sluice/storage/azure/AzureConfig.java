package io.sluice.storage.azure;

import com.typesafe.config.Config;
import io.sluice.storage.block.BlockConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Optional;

/**
 * The {@code sluice.storage.azure} block.
 *
 * @param endpoint of an emulator, with the account in its path; empty for the account's own
 * @param auth never {@link AzureAuth#AUTO}: what it stands for is decided here
 * @param partSize bytes of an object that are sent at once, 1 MiB to 64 MiB
 */
public record AzureConfig(
    Optional<URI> endpoint,
    AzureNamespace namespace,
    AzureAuth auth,
    Optional<String> accountKey,
    Optional<String> sasToken,
    AzureIdentity identity,
    Optional<String> encryptionScope,
    int partSize) {
  private static final String BLOCK = "sluice.storage.azure";
  private static final long MIB = 1024L * 1024;

  /**
   * Reads the block.
   *
   * @throws io.sluice.domain.error.SluiceException {@code CONFIGURATION} naming the key
   */
  public static AzureConfig from(Config root) {
    BlockConfig block = new BlockConfig(root, BLOCK);
    Optional<String> accountKey = block.text("account-key");
    Optional<String> sasToken =
        block.text("sas-token").map(token -> token.startsWith("?") ? token.substring(1) : token);
    AzureIdentity identity =
        new AzureIdentity(
            block.text("tenant-id"), block.text("client-id"), block.text("client-secret"));
    AzureAuth auth = auth(block, accountKey, sasToken);
    requireComplete(block, auth, accountKey, sasToken, identity);
    return new AzureConfig(
        endpoint(block),
        block.choice("namespace", AzureNamespace.class),
        auth,
        accountKey,
        sasToken,
        identity,
        block.text("encryption-scope"),
        (int) block.bytes("part-size", MIB, 64 * MIB));
  }

  private static AzureAuth auth(
      BlockConfig block, Optional<String> accountKey, Optional<String> sasToken) {
    AzureAuth auth = block.choice("auth", AzureAuth.class);
    if (auth != AzureAuth.AUTO) {
      return auth;
    }
    if (accountKey.isPresent() && sasToken.isPresent()) {
      throw block.invalid(
          "auth",
          "auto cannot choose between account-key and sas-token, which are both set",
          "set auth to one of them, or remove the other",
          null);
    }
    if (accountKey.isPresent()) {
      return AzureAuth.ACCOUNT_KEY;
    }
    return sasToken.isPresent() ? AzureAuth.SAS_TOKEN : AzureAuth.DEFAULT_CHAIN;
  }

  private static void requireComplete(
      BlockConfig block,
      AzureAuth auth,
      Optional<String> accountKey,
      Optional<String> sasToken,
      AzureIdentity identity) {
    switch (auth) {
      case ACCOUNT_KEY -> {
        require(block, auth, "account-key", accountKey);
        requireBase64(block, accountKey.orElseThrow());
      }
      case SAS_TOKEN -> {
        require(block, auth, "sas-token", sasToken);
        requireSignature(block, sasToken.orElseThrow());
      }
      case CLIENT_SECRET -> {
        require(block, auth, "tenant-id", identity.tenantId());
        require(block, auth, "client-id", identity.clientId());
        require(block, auth, "client-secret", identity.clientSecret());
      }
      default -> {
        // the environment may hold the rest
      }
    }
  }

  private static void require(
      BlockConfig block, AzureAuth auth, String name, Optional<String> value) {
    if (value.isEmpty()) {
      throw block.invalid(
          name,
          "auth = " + BlockConfig.spelling(auth) + " needs it, and it is empty",
          "set it, or choose another auth",
          null);
    }
  }

  /** The SDK would say so too, with a part of the key in its message. */
  private static void requireBase64(BlockConfig block, String key) {
    try {
      Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      throw block.invalid(
          "account-key",
          "it is not Base64",
          "copy the key as the portal or 'az storage account keys list' shows it",
          null);
    }
  }

  private static void requireSignature(BlockConfig block, String token) {
    if (!("&" + token).contains("&sig=")) {
      throw block.invalid(
          "sas-token",
          "it holds no signature (sig=)",
          "use what stands behind the question mark of the URL, beginning with sv= or similar",
          null);
    }
  }

  private static Optional<URI> endpoint(BlockConfig block) {
    return block.text("endpoint").map(text -> endpoint(block, text));
  }

  /**
   * Only the address of an emulator: the connector builds every other from the location's host, and
   * the two clients must not read different accounts.
   */
  private static URI endpoint(BlockConfig block, String text) {
    String hint =
        "use one like http://127.0.0.1:10000/devstoreaccount1 for an emulator; for an account's own"
            + " address leave it empty and name the host in sluice.table.location";
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean hasAccount = uri.getPath() != null && uri.getPath().matches("/[^/]+");
      boolean isPlain =
          uri.getUserInfo() == null && uri.getRawQuery() == null && uri.getFragment() == null;
      if (isHttp && uri.getHost() != null && hasAccount && isPlain) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw block.invalid("endpoint", "it is no URL", hint, null);
    }
    throw block.invalid("endpoint", "it is not http(s)://host:port/account", hint, null);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "AzureConfig["
        + endpoint.map(URI::toString).orElse("the account's own address")
        + ", "
        + BlockConfig.spelling(auth)
        + "]";
  }
}
