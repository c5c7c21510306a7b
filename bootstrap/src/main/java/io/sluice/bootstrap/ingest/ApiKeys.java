package io.sluice.bootstrap.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.OptionalInt;

/** Who may send, by key. How long an answer takes says nothing about the keys. */
final class ApiKeys {
  private final List<byte[]> digests;

  ApiKeys(List<String> keys) {
    digests = keys.stream().map(ApiKeys::digest).toList();
  }

  /** Whether a key is asked for at all. */
  boolean areRequired() {
    return !digests.isEmpty();
  }

  /** Which of the keys it is; empty for none of them. */
  OptionalInt find(String presented) {
    byte[] digest = digest(presented);
    OptionalInt found = OptionalInt.empty();
    for (int i = 0; i < digests.size(); i++) {
      if (MessageDigest.isEqual(digests.get(i), digest)) {
        found = OptionalInt.of(i);
      }
    }
    return found;
  }

  /** All of one length, so that comparing tells nothing of the keys' lengths. */
  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
