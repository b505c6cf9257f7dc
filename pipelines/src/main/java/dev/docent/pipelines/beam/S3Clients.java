package dev.docent.pipelines.beam;

import dev.docent.records.store.S3Settings;
import org.apache.beam.sdk.io.aws2.options.S3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * S3 clients of Beam's workers, with the retries and the way of naming buckets that the driver has.
 * Credentials are looked for where the worker runs; they never travel with a job.
 */
public final class S3Clients implements S3ClientBuilderFactory {
  @Override
  public S3ClientBuilder createBuilder(S3Options options) {
    return new S3Settings(options.getEndpoint(), options.getAwsRegion())
        .configured(S3Client.builder())
        .credentialsProvider(options.getAwsCredentialsProvider())
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }
}
