package io.sluice.storage.gcs;

import com.google.cloud.hadoop.repackaged.gcs.com.google.api.client.http.HttpTransport;
import com.google.cloud.hadoop.repackaged.gcs.com.google.auth.http.HttpTransportFactory;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.hadoop.util.RedactedString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Makes the connector's own transport, directly or through the proxy that the properties name. */
final class ProxiedTransport implements HttpTransportFactory {
  private final Map<String, String> properties;

  ProxiedTransport(Map<String, String> properties) {
    this.properties = properties;
  }

  @Override
  public HttpTransport create() {
    try {
      return com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.hadoop.util
          .HttpTransportFactory.createHttpTransport(
          properties.get(GcsProperties.PROXY_ADDRESS),
          secret(GcsProperties.PROXY_USERNAME),
          secret(GcsProperties.PROXY_PASSWORD));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RedactedString secret(String key) {
    return RedactedString.create(properties.get(key));
  }
}
