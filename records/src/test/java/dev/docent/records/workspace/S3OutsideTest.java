package dev.docent.records.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.store.ObjectStore;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3OutsideTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

  private static ObjectStore.Entry entry(String key, long bytes, Instant modified) {
    return new ObjectStore.Entry(key, bytes, modified);
  }

  private static ExternalInput look(ObjectStore.Entry... entries) {
    return S3Outside.described("articles", "s3://bucket/site", List.of(entries));
  }

  @Test
  void isFoundByTheServiceLoader() {
    OutsideStore store = ServiceLoader.load(OutsideStore.class).findFirst().orElseThrow();
    assertInstanceOf(S3Outside.class, store);
    assertTrue(store.holds("s3://bucket/site"));
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket/site, s3://bucket/site",
    "s3://bucket/site/**/*.html, s3://bucket/site/",
    "s3://bucket/si*e/a.html, s3://bucket/",
    "s3://bucket/site/page-?.html, s3://bucket/site/",
  })
  void looksBelowWhatStandsBeforeAPattern(String location, String base) {
    assertEquals(base, S3Outside.base(location));
  }

  @Test
  void theOrderOfTheListingDoesNotMatter() {
    ObjectStore.Entry a = entry("a.html", 1, THEN);
    ObjectStore.Entry b = entry("b.html", 2, THEN);
    assertEquals(look(a, b), look(b, a));
    assertEquals(2, look(a, b).files());
    assertEquals(3, look(a, b).bytes());
  }

  @Test
  void aChangedObjectChangesTheDigest() {
    String digest = look(entry("a.html", 1, THEN)).digest();
    assertNotEquals(digest, look(entry("a.html", 2, THEN)).digest());
    assertNotEquals(digest, look(entry("a.html", 1, THEN.plusSeconds(1))).digest());
    assertNotEquals(digest, look(entry("b.html", 1, THEN)).digest());
  }

  @Test
  void nothingThereIsAnError() {
    UserException e = assertThrows(UserException.class, () -> look(entry("folder/", 0, THEN)));
    assertTrue(e.getMessage().contains("s3://bucket/site"), e.getMessage());
  }
}
