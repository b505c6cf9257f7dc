package dev.docent.records.store;

import dev.docent.records.UserException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * How S3, or a server that speaks its language, is reached.
 *
 * @param endpoint of such a server, null for AWS itself; its buckets are parts of the path
 * @param region where the bucket is
 */
public record S3Settings(@Nullable URI endpoint, Region region) {
  /** The environment variables that name another server than AWS. */
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";

  private static final String S3_ENDPOINT = "AWS_ENDPOINT_URL_S3";

  /** With the waits between them, these outlast a server that is away for half a minute. */
  private static final int ATTEMPTS = 14;

  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

  /**
   * As the environment says.
   *
   * @throws UserException if the endpoint is no address
   */
  public static S3Settings of(Map<String, String> environment) {
    String address = environment.getOrDefault(S3_ENDPOINT, environment.get(ENDPOINT));
    URI endpoint = address == null || address.isBlank() ? null : uri(address);
    return new S3Settings(endpoint, region(endpoint != null));
  }

  /** A client of ours. */
  public S3Client client() {
    return configured(S3Client.builder())
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(10))
                .socketTimeout(Duration.ofSeconds(60)))
        .build();
  }

  /** Puts these settings into a builder, whoever made it. */
  public <B extends S3BaseClientBuilder<B, C>, C> B configured(B builder) {
    if (endpoint != null) {
      builder.endpointOverride(endpoint).forcePathStyle(true);
    }
    return builder
        .region(region)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .overrideConfiguration(
            configuration ->
                configuration.retryStrategy(
                    StandardRetryStrategy.builder()
                        .maxAttempts(ATTEMPTS)
                        .circuitBreakerEnabled(false)
                        .backoffStrategy(
                            BackoffStrategy.exponentialDelayHalfJitter(FIRST_WAIT, LONGEST_WAIT))
                        .throttlingBackoffStrategy(
                            BackoffStrategy.exponentialDelayHalfJitter(
                                FIRST_WAIT.multipliedBy(3), LONGEST_WAIT))
                        .build()));
  }

  private static URI uri(String address) {
    URI uri;
    try {
      uri = URI.create(address.strip());
    } catch (IllegalArgumentException e) {
      uri = URI.create("");
    }
    if (uri.getHost() == null || uri.getScheme() == null) {
      throw new UserException(
          "%s is '%s'; it must be an address such as http://127.0.0.1:9090"
              .formatted(ENDPOINT, address));
    }
    return uri;
  }

  /** A server of one's own takes any region; AWS needs the right one. */
  private static Region region(boolean anyWillDo) {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (RuntimeException e) {
      if (anyWillDo) {
        return Region.US_EAST_1;
      }
      throw new UserException(
          "the region of the S3 bucket is not known; set AWS_REGION, such as eu-central-1", e);
    }
  }
}
