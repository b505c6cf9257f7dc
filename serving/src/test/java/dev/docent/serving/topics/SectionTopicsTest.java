package dev.docent.serving.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionTopicsTest {
  @TempDir Path folder;
  private SectionTopics topics;

  @BeforeEach
  void load() throws Exception {
    TestTopics.write(folder);
    topics = SectionTopics.load(folder);
  }

  private static List<String> ids(List<SectionTopics.Near> near) {
    return near.stream().map(SectionTopics.Near::id).toList();
  }

  @Test
  void givesEachSectionTheTopicInWhichItStandsOut() {
    assertEquals(Optional.of(1), topics.topic("first#top"));
    assertEquals(Optional.of(2), topics.topic("second#top"));
    assertEquals(Optional.empty(), topics.topic("blank#top"), "no known word");
    assertEquals(List.of("first#top", "first#two"), topics.sections(1));
    assertEquals("zebra, stripes", topics.label(2));
    assertTrue(topics.isTopic(1));
    assertFalse(topics.isTopic(0), "a filtered topic is none");
  }

  @Test
  void findsWhatIsNear() {
    assertEquals(
        List.of("first#top", "first#two", "second#top"), ids(topics.nearest("first#top", 9)));
    assertEquals(List.of("second#top"), ids(topics.nearestTo("zebra", 1)));
    assertEquals(List.of(), topics.nearestTo("unheard", 9));
    assertEquals(List.of(), topics.nearest("unknown", 9));
  }
}
