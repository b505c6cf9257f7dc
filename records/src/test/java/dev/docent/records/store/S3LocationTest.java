package dev.docent.records.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {
  @ParameterizedTest
  @CsvSource({
    "s3://bucket/some/prefix, bucket, some/prefix",
    "s3://bucket/prefix/, bucket, prefix",
    "s3://my.bucket-1, my.bucket-1, ''"
  })
  void readsBucketAndPrefix(String location, String bucket, String prefix) {
    assertEquals(new S3Location(bucket, prefix), S3Location.parse(location));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://", "s3:///prefix", "s3://A", "s3://bucket/a//b", "bucket/prefix"})
  void refusesWhatIsNoPlace(String location) {
    UserException e = assertThrows(UserException.class, () -> S3Location.parse(location));
    assertTrue(e.getMessage().contains("s3://BUCKET/PREFIX"), e.getMessage());
  }

  @Test
  void putsKeysBelowThePrefix() {
    assertEquals("p/q/key", S3Location.parse("s3://bucket/p/q").key("key"));
    assertEquals("key", S3Location.parse("s3://bucket").key("key"));
  }

  @Test
  void takesTheEndpointOfS3BeforeTheCommonOne() {
    URI both =
        S3Settings.of(
                Map.of(
                    "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
                    "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:2"))
            .endpoint();
    assertEquals(URI.create("http://127.0.0.1:2"), both);
  }

  @Test
  void refusesAnEndpointThatIsNoAddress() {
    UserException e =
        assertThrows(
            UserException.class, () -> S3Settings.of(Map.of("AWS_ENDPOINT_URL", "here:9090/")));
    assertTrue(e.getMessage().contains("'here:9090/'"), e.getMessage());
  }

  @Test
  void withoutAnEndpointAwsItselfIsMeant() {
    System.setProperty("aws.region", "eu-central-1");
    try {
      S3Settings settings = S3Settings.of(Map.of());
      assertNull(settings.endpoint());
      assertEquals("eu-central-1", settings.region().id());
    } finally {
      System.clearProperty("aws.region");
    }
  }
}
