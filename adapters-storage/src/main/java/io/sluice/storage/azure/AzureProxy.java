package io.sluice.storage.azure;

import io.sluice.storage.connection.ConnectionConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/**
 * Sends what Hadoop's driver asks of storage accounts through the proxy. The driver has no setting
 * for that, only Java's own choice for the whole process; every other address stays with whoever
 * chose before.
 */
final class AzureProxy extends ProxySelector {
  private final List<Proxy> through;
  private final ProxySelector others;

  private AzureProxy(ConnectionConfig.Proxy proxy, ProxySelector others) {
    this.through =
        List.of(
            new Proxy(
                Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
    this.others = others;
  }

  static AzureProxy install(ConnectionConfig.Proxy proxy) {
    AzureProxy selector = new AzureProxy(proxy, ProxySelector.getDefault());
    ProxySelector.setDefault(selector);
    return selector;
  }

  void remove() {
    if (ProxySelector.getDefault() == this) {
      ProxySelector.setDefault(others);
    }
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost();
    if (host.contains(".dfs.") || host.contains(".blob.")) {
      return through;
    }
    return others == null ? List.of(Proxy.NO_PROXY) : others.select(uri);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    if (others != null) {
      others.connectFailed(uri, address, failure);
    }
  }
}
