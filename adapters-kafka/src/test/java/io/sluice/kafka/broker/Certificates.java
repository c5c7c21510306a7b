package io.sluice.kafka.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Certificates of an authority that exists for one test run. They are made with the JDK's keytool:
 * nothing that expires lies in the repository.
 */
public final class Certificates {
  /** Of every store and key. */
  public static final String PASSWORD = "changeit-in-tests";

  private static final char[] PASSWORD_CHARACTERS = PASSWORD.toCharArray();

  private final Path folder;
  private final Path all;

  private Certificates(Path folder) {
    this.folder = folder;
    this.all = folder.resolve("all.p12");
  }

  /**
   * @param folder gets the stores
   */
  static Certificates make(Path folder) {
    Certificates certificates = new Certificates(folder);
    certificates.generate("authority", "-ext", "bc:c");
    certificates.generate("stranger", "-ext", "bc:c");
    certificates.issue("server", "-ext", "san=ip:127.0.0.1,dns:localhost");
    certificates.issue("elsewhere", "-ext", "san=dns:kafka.example");
    certificates.issue(
        "expired", "-ext", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
    certificates.issue("client");
    return certificates;
  }

  private void issue(String alias, String... options) {
    List<String> all = new ArrayList<>(List.of("-signer", "authority"));
    all.addAll(List.of(options));
    generate(alias, all.toArray(String[]::new));
  }

  private void generate(String alias, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    // A start of a second is too long for what is done in a tenth.
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", all.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(options));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("cannot make the certificate " + alias + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** A store with the key of one holder, and the chain up to the authority. */
  public Path keyStore(String holder) {
    return store(
        holder + "-key",
        (from, to) ->
            to.setKeyEntry(
                holder,
                from.getKey(holder, PASSWORD_CHARACTERS),
                PASSWORD_CHARACTERS,
                from.getCertificateChain(holder)));
  }

  /** A store that trusts one certificate. */
  public Path trustStore(String authority) {
    return store(
        authority + "-trust",
        (from, to) -> to.setCertificateEntry(authority, from.getCertificate(authority)));
  }

  private Path store(String name, Copy copy) {
    Path file = folder.resolve(name + ".p12");
    try {
      KeyStore to = KeyStore.getInstance("PKCS12");
      to.load(null, null);
      copy.between(KeyStore.getInstance(all.toFile(), PASSWORD_CHARACTERS), to);
      try (var out = Files.newOutputStream(file)) {
        to.store(out, PASSWORD_CHARACTERS);
      }
      return file;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot write " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes an entry over. */
  @FunctionalInterface
  private interface Copy {
    void between(KeyStore from, KeyStore to) throws GeneralSecurityException;
  }
}
