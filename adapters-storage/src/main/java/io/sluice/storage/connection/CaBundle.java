package io.sluice.storage.connection;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Trust in the authorities that Java trusts, and in those of a file. */
public final class CaBundle {
  private CaBundle() {}

  /**
   * Reads the file.
   *
   * @param file certificates in PEM
   * @throws SluiceException {@code CONFIGURATION} when it holds none, or something else
   */
  public static TrustManager[] trust(Path file) {
    try {
      KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
      authorities.load(null, null);
      int number = 0;
      for (X509Certificate known : ofJava()) {
        authorities.setCertificateEntry("java-" + number++, known);
      }
      Collection<? extends Certificate> added = read(file);
      for (Certificate certificate : added) {
        authorities.setCertificateEntry("file-" + number++, certificate);
      }
      if (added.isEmpty()) {
        throw new GeneralSecurityException("there is none in it");
      }
      return trustIn(authorities);
    } catch (IOException | GeneralSecurityException e) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot read certificates from " + file + ": " + e.getMessage(),
          "let tls-ca-file name a file with certificates in PEM (-----BEGIN CERTIFICATE-----)",
          e);
    }
  }

  private static Collection<? extends Certificate> read(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream pem = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(pem);
    }
  }

  private static X509Certificate[] ofJava() throws GeneralSecurityException {
    for (TrustManager manager : trustIn(null)) {
      if (manager instanceof X509TrustManager authorities) {
        return authorities.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }

  /** With null: in those of the Java installation. */
  private static TrustManager[] trustIn(KeyStore authorities) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    return factory.getTrustManagers();
  }
}
