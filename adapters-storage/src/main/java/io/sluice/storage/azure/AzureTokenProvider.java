package io.sluice.storage.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import io.sluice.storage.hadoop.Handle;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.azurebfs.extensions.CustomTokenProviderAdaptee;

/** Gives Hadoop's connector the backend's own tokens; made by Hadoop, by reflection. */
public final class AzureTokenProvider implements CustomTokenProviderAdaptee {
  private static final String SCOPE = "https://storage.azure.com/.default";

  private AzureCredentials credentials;
  private Instant expiryTime = Instant.EPOCH;

  @Override
  public void initialize(Configuration configuration, String accountName) {
    credentials = Handle.find(configuration, AzureCredentials.class);
  }

  @Override
  public String getAccessToken() throws IOException {
    try {
      AccessToken token =
          credentials.token().getTokenSync(new TokenRequestContext().addScopes(SCOPE));
      expiryTime = token.getExpiresAt().toInstant();
      return token.getToken();
    } catch (RuntimeException e) {
      throw AzureFailure.withoutToken(e);
    }
  }

  @Override
  @SuppressWarnings("JavaUtilDate")
  public Date getExpiryTime() {
    return Date.from(expiryTime);
  }
}
