package dev.docent.transforms.wikipedia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Entry;
import dev.docent.records.EntrySection;
import dev.docent.records.TopicMatch;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryMatcherTest {
  @TempDir Path folder;

  @BeforeEach
  void writeTopics() throws Exception {
    TinyTopics.write(folder);
  }

  @Test
  void findsTheTopicOfAnEntry() throws Exception {
    assertEquals(
        TinyTopics.CONTAINERS,
        matcher(3, 0.1).match(entry("Pod", "kubernetes container")).get(0).getTopicId());
    assertEquals(
        TinyTopics.DATABASES,
        matcher(3, 0.1).match(entry("Index", "database index query")).get(0).getTopicId());
  }

  @Test
  void lowersTheSimilarityByWhatIsForeignToTheSite() throws Exception {
    TopicMatch whole = matcher(1, -1).match(entry("", "kubernetes container")).get(0);
    TopicMatch half = matcher(1, -1).match(entry("", "kubernetes container zebra giraffe")).get(0);
    assertEquals(1, whole.getSimilarity(), 1e-5);
    assertEquals(0.5, half.getSimilarity(), 1e-5);
  }

  @Test
  void matchesNothingBelowTheFloor() throws Exception {
    assertTrue(matcher(3, 0.6).match(entry("", "kubernetes container zebra giraffe")).isEmpty());
    assertTrue(matcher(3, 0.1).match(entry("Zebra", "zebra giraffe lion")).isEmpty());
  }

  @Test
  void keepsAtMostTheWantedTopicsBestFirst() throws Exception {
    Entry both = entry("", "kubernetes container database");
    List<TopicMatch> two = matcher(2, -1).match(both);
    assertEquals(2, two.size());
    assertTrue(two.get(0).getSimilarity() >= two.get(1).getSimilarity());
    assertEquals(two.subList(0, 1), matcher(1, -1).match(both));
  }

  private EntryMatcher matcher(int topics, double floor) throws Exception {
    return TinyTopics.matcher(folder, new MatchLimits(30, topics, floor, 0));
  }

  private static Entry entry(String title, String text) {
    return new Entry(1L, title, List.of(new EntrySection(List.of(), text)), List.of(), List.of());
  }
}
