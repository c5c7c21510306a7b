package io.sluice.storage.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.ProxyOptions;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.storage.connection.ConnectionConfig;
import io.sluice.storage.connection.ConnectionConfig.Proxy;
import java.net.InetSocketAddress;

/** Opens the HTTP client that the blob client and the credentials share. */
final class AzureHttp {
  /** Where a machine gets its identity's tokens; no proxy can reach that for it. */
  private static final String DIRECT = "169.254.169.254|localhost|127.0.0.1";

  private AzureHttp() {}

  static HttpClient open(ConnectionConfig connection) {
    JdkHttpClientBuilder builder =
        new JdkHttpClientBuilder()
            .connectionTimeout(connection.connectTimeout())
            .writeTimeout(connection.timeout())
            .responseTimeout(connection.timeout())
            .readTimeout(connection.timeout());
    connection.proxy().ifPresent(proxy -> builder.proxy(options(proxy)));
    return builder.build();
  }

  private static ProxyOptions options(Proxy proxy) {
    requireNoPassword(proxy);
    return new ProxyOptions(
            ProxyOptions.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port()))
        .setNonProxyHosts(DIRECT);
  }

  /** Java by itself sends no password through a proxy's tunnel, and the connector has none. */
  static void requireNoPassword(Proxy proxy) {
    if (proxy.username().isPresent()) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot use sluice.storage.connection.proxy.username: a proxy that asks for a password is"
              + " not supported for Azure",
          "let the proxy take this machine by its address, or run one beside it that signs in");
    }
  }
}
