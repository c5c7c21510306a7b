package io.sluice.kafka.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;

/** Signs JSON web tokens with a key that exists for one test run. */
public final class TokenIssuer {
  /** For whom the broker takes tokens. */
  static final String AUDIENCE = "the-broker";

  private static final Base64.Encoder BASE_64 = Base64.getUrlEncoder().withoutPadding();
  private static final long LIFETIME = 600;

  private final Path folder;
  private final KeyPair keys;

  private TokenIssuer(Path folder, KeyPair keys) {
    this.folder = folder;
    this.keys = keys;
  }

  /**
   * @param folder gets the public key, and tokens
   */
  static TokenIssuer in(Path folder) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new TokenIssuer(folder, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make a key", e);
    }
  }

  /** Where a broker finds the key. */
  String keySet() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    String set =
        "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"only\",\"n\":\"%s\",\"e\":\"%s\"}]}"
            .formatted(
                BASE_64.encodeToString(key.getModulus().toByteArray()),
                BASE_64.encodeToString(key.getPublicExponent().toByteArray()));
    return write("keys.json", set);
  }

  /** A token that the broker takes. */
  public String token() {
    return token(AUDIENCE);
  }

  /** Where a client finds a token for somebody. */
  public String tokenFile(String audience) {
    return write("token-for-" + audience, token(audience));
  }

  private String token(String audience) {
    long now = Instant.now().getEpochSecond();
    String claims =
        "{\"sub\":\"sluice\",\"aud\":\"%s\",\"scope\":\"read\",\"iat\":%d,\"exp\":%d}"
            .formatted(audience, now, now + LIFETIME);
    String signed = encoded("{\"alg\":\"RS256\",\"kid\":\"only\"}") + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(UTF_8));
      return signed + "." + BASE_64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign a token", e);
    }
  }

  private static String encoded(String text) {
    return BASE_64.encodeToString(text.getBytes(UTF_8));
  }

  private String write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content).toUri().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
