package dev.docent.transforms.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewestTest {
  @Test
  void latestVersionCounts() {
    Newest newest = Newest.of(List.of(version(2, "b", 1), version(5, "a", 2), version(3, "c", 3)));
    assertEquals(place(2), newest.place());
    assertEquals(2, newest.superseded());
    assertFalse(newest.gone());
  }

  @Test
  void tombstoneAfterTheLastVersionBuriesThePage() {
    Newest newest = Newest.of(List.of(version(1, "a", 1), version(2, "b", 2), gone(3)));
    assertNull(newest.place());
    assertEquals(1, newest.superseded());
    assertTrue(newest.gone());
  }

  @Test
  void pageThatCameBackLives() {
    Newest newest = Newest.of(List.of(version(1, "a", 1), gone(2), version(3, "a", 2), gone(1)));
    assertEquals(place(2), newest.place());
    assertEquals(1, newest.superseded());
  }

  @Test
  void tombstoneOfAPageThatNeverWasCountsNothing() {
    assertEquals(new Newest(null, 0, false), Newest.of(List.of(gone(1), gone(2))));
    assertEquals(new Newest(null, 0, false), Newest.of(List.of()));
  }

  @Test
  void versionStandsAboveATombstoneOfTheSameTime() {
    assertEquals(place(1), Newest.of(List.of(gone(4), version(4, "a", 1))).place());
  }

  @Test
  void digestDecidesBetweenVersionsOfTheSameTime() {
    List<PageEvent> tie = List.of(version(4, "b", 1), version(4, "c", 2), version(4, "a", 3));
    assertEquals(place(2), Newest.of(tie).place());
  }

  @Test
  void orderOfReadingNeverMatters() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<PageEvent> events = new ArrayList<>();
      for (int i = random.nextInt(8); i >= 0; i--) {
        events.add(
            random.nextInt(3) == 0
                ? gone(random.nextInt(4))
                : version(random.nextInt(4), "d" + random.nextInt(2), i));
      }
      Newest expected = Newest.of(events);
      Collections.shuffle(events, random);
      assertEquals(expected, Newest.of(events), "seed " + seed + ": " + events);
      long versions = events.stream().filter(event -> !event.tombstone()).count();
      long accounted =
          (expected.place() == null ? 0 : 1) + expected.superseded() + (expected.gone() ? 1 : 0);
      assertEquals(versions, accounted, "seed " + seed + ": " + events);
    }
  }

  private static PageEvent version(long second, String digest, int ordinal) {
    return PageEvent.version("p", Instant.ofEpochSecond(second), digest, place(ordinal));
  }

  private static PageEvent gone(long second) {
    return PageEvent.gone("p", Instant.ofEpochSecond(second));
  }

  private static PagePlace place(int ordinal) {
    return new PagePlace("f.avro", 16, ordinal);
  }
}
