package dev.docent.transforms.wikipedia;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.TextVector;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicPrototypesTest {
  private static final float[] FIRST = {1, 0};
  private static final List<TextVector> SECTIONS =
      List.of(
          new TextVector("a#top", "a", List.of(1f, 0f)),
          new TextVector("b#top", "b", List.of(0f, 1f)));

  @Test
  void aTopicIsNearToWhatLiesWhereItsSectionsLie() {
    TopicPrototypes topics = TopicPrototypes.of(SECTIONS, 2, Set.of());
    assertEquals(1, topics.similarity(FIRST, 0), 1e-6);
    assertEquals(0, topics.similarity(FIRST, 1), 1e-6);
  }

  @Test
  void nothingIsNearToATopicThatIsNoSubject() {
    TopicPrototypes topics = TopicPrototypes.of(SECTIONS, 2, Set.of(0));
    assertEquals(0, topics.similarity(FIRST, 0), 0);
    assertEquals(2, topics.topics());
  }
}
