package io.sluice.storage.s3;

import io.sluice.storage.connection.CaBundle;
import io.sluice.storage.connection.ConnectionConfig;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Opens the one client that everything about a store goes through. */
final class S3ClientOpener {
  private static final int CONFLICT = 409;

  private final S3Config config;
  private final ConnectionConfig connection;

  S3ClientOpener(S3Config config, ConnectionConfig connection) {
    this.config = config;
    this.connection = connection;
  }

  S3Client open() {
    Optional<Region> region = region();
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(http())
            .overrideConfiguration(overrides())
            .region(region.orElse(Region.US_EAST_1))
            .crossRegionAccessEnabled(region.isEmpty())
            .credentialsProvider(credentials(region.orElse(Region.US_EAST_1)))
            .forcePathStyle(config.pathStyleAccess());
    config
        .endpoint()
        .ifPresent(
            endpoint ->
                builder
                    .endpointOverride(URI.create(endpoint))
                    // Amazon's newer checksums are not known to every store that speaks S3.
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED));
    return builder.build();
  }

  /** The configured one, or what the environment says; a store of one's own does not mind. */
  private Optional<Region> region() {
    if (config.region().isPresent()) {
      return config.region().map(Region::of);
    }
    if (config.endpoint().isPresent()) {
      return Optional.of(Region.US_EAST_1);
    }
    try {
      return Optional.of(DefaultAwsRegionProviderChain.builder().build().getRegion());
    } catch (SdkClientException e) {
      return Optional.empty();
    }
  }

  private Apache5HttpClient.Builder http() {
    Apache5HttpClient.Builder http =
        Apache5HttpClient.builder()
            .maxConnections(connection.maxConnections())
            .connectionTimeout(connection.connectTimeout())
            .connectionAcquisitionTimeout(connection.timeout())
            .socketTimeout(connection.timeout());
    config.tlsCaFile().ifPresent(file -> http.tlsTrustManagersProvider(() -> CaBundle.trust(file)));
    connection.proxy().ifPresent(proxy -> http.proxyConfiguration(through(proxy)));
    return http;
  }

  private static ProxyConfiguration through(ConnectionConfig.Proxy proxy) {
    ProxyConfiguration.Builder configuration =
        ProxyConfiguration.builder()
            .endpoint(URI.create("http://" + proxy.host() + ":" + proxy.port()));
    proxy.username().ifPresent(configuration::username);
    proxy.password().ifPresent(configuration::password);
    return configuration.build();
  }

  /** The only layer that sends a request again. */
  private ClientOverrideConfiguration overrides() {
    RetryStrategy retries =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(connection.attempts())
            .retryOnException(S3ClientOpener::isUndecided)
            .build();
    return ClientOverrideConfiguration.builder()
        .retryStrategy(retries)
        .apiCallAttemptTimeout(connection.timeout())
        .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "sluice")
        .build();
  }

  /** Amazon's answer to a conditional write beside another one that has not ended yet. */
  private static boolean isUndecided(Throwable failure) {
    return failure instanceof AwsServiceException service
        && service.statusCode() == CONFLICT
        && service.awsErrorDetails() != null
        && "ConditionalRequestConflict".equals(service.awsErrorDetails().errorCode());
  }

  private AwsCredentialsProvider credentials(Region region) {
    AwsCredentialsProvider own =
        config
            .keys()
            .map(S3ClientOpener::credentials)
            .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    return config.role().map(role -> inRole(role, own, region)).orElse(own);
  }

  private static AwsCredentialsProvider credentials(S3Keys keys) {
    return StaticCredentialsProvider.create(
        keys.sessionToken().isPresent()
            ? AwsSessionCredentials.create(
                keys.accessKey(), keys.secretKey(), keys.sessionToken().get())
            : AwsBasicCredentials.create(keys.accessKey(), keys.secretKey()));
  }

  private AwsCredentialsProvider inRole(S3Role role, AwsCredentialsProvider own, Region region) {
    StsClient tokens =
        StsClient.builder()
            .httpClientBuilder(http())
            .overrideConfiguration(overrides())
            .region(region)
            .credentialsProvider(own)
            .build();
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(tokens)
        .refreshRequest(
            request -> {
              request.roleArn(role.arn()).roleSessionName("sluice");
              role.externalId().ifPresent(request::externalId);
            })
        .build();
  }
}
