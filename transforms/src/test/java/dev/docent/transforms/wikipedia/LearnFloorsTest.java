package dev.docent.transforms.wikipedia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.Entry;
import dev.docent.records.EntrySection;
import dev.docent.records.TextVector;
import dev.docent.records.TopicMatch;
import dev.docent.transforms.wikipedia.dump.DumpSplits;
import dev.docent.transforms.wikipedia.dump.Dumps;
import dev.docent.transforms.wikipedia.wikitext.Namespaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnFloorsTest {
  @TempDir Path folder;

  @Test
  void liesTwoSpreadsAboveTheMedianOfAllEntries() {
    // Of topic 0: median 0.2, lower quartile 0.1; of topic 1 a tenth of that.
    TopicFloors floors = learn(Set.of(), background(101), 1);
    assertEquals(0.2 + 2 * 0.1 / 0.6745, floors.similarity()[0], 1e-3);
    assertEquals(101, floors.entries());
  }

  @Test
  void entriesAboutATopicDoNotRaiseItsFloor() {
    List<float[]> more = background(101);
    float before = learn(Set.of(), more, 1).similarity()[0];
    for (int i = 60; i < 101; i++) {
      more.get(i)[0] = 0.9f;
    }
    assertEquals(before, learn(Set.of(), more, 1).similarity()[0], 1e-6);
  }

  @Test
  void noFloorLiesBelowTheLowerQuartileOfTheSubjects() {
    List<float[]> background = background(101);
    float[] both = learn(Set.of(), background, 1).similarity();
    assertEquals(0.1 * both[0], both[1], 1e-3);
    // Where topic 1 is no subject, its background doesn't count.
    float[] one = learn(Set.of(1), background, 1).similarity();
    assertEquals(one[0], one[1], 1e-6);
  }

  @Test
  void tooFewEntriesTellNothing() {
    TopicFloors floors = learn(Set.of(), background(49), 1);
    assertEquals(0, floors.entries());
    assertEquals(0, floors.similarity()[0], 0);
  }

  @Test
  void asksForTheNearnessThatTheSitesOtherSectionsLack() {
    // Beside its own twenty sections, others with a cosine of 0.00 to 0.99 with topic 0.
    List<TextVector> sections = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sections.add(new TextVector("own#" + i, "own", List.of(1f, 0f)));
    }
    for (int i = 0; i < 100; i++) {
      float cosine = i / 100f;
      sections.add(
          new TextVector(
              "other#" + i, "other", List.of(cosine, (float) Math.sqrt(1 - cosine * cosine))));
    }
    TopicPrototypes topics = TopicPrototypes.of(sections, 2, Set.of());
    assertEquals(0.94, LearnFloors.of(topics, sections, List.of(), 1).cosine()[0], 1e-4);
  }

  @Test
  void asksForAPartOfTheSitesOwnRelevance() {
    assertEquals(0.2, learn(Set.of(), List.of(), 0.25).relevance(), 1e-9);
  }

  @Test
  void eachFloorBars() {
    TopicFloors floors = new TopicFloors(0.3, new float[] {0.2f, 0.5f}, new float[] {0.4f, 0f}, 60);
    assertTrue(floors.pass(0, 0.5f, 0.5f));
    assertFalse(floors.pass(0, 0.9f, 0.29f), "relevance");
    assertFalse(floors.pass(0, 0.39f, 0.9f), "cosine");
    assertFalse(floors.pass(0, 0.45f, 0.4f), "similarity");
    assertFalse(floors.pass(1, 0.5f, 0.5f), "the topic's own similarity");
    assertFalse(TopicFloors.none(2).pass(0, 0f, 1f), "nothing in common");
  }

  @Test
  void anEntryGoesToTheTopicWhoseFloorItPassesByMost() throws Exception {
    TinyTopics.write(folder);
    Entry both =
        new Entry(
            1L,
            "",
            List.of(new EntrySection(List.of(), "kubernetes container database")),
            List.of(),
            List.of());
    MatchLimits one = new MatchLimits(30, 1, 0, 0);
    TopicMatch nearer = TinyTopics.matcher(folder, one).match(both).get(0);
    assertEquals(TinyTopics.CONTAINERS, nearer.getTopicId());
    TopicFloors general =
        new TopicFloors(0, new float[] {nearer.getSimilarity() - 0.01f, 0}, new float[2], 60);
    TopicMatch special = TinyTopics.matcher(folder, one, general).match(both).get(0);
    assertEquals(TinyTopics.DATABASES, special.getTopicId());
    assertTrue(special.getSimilarity() < nearer.getSimilarity());
  }

  @Test
  void learnsFromADumpAndWritesWhatItLearned() throws Exception {
    TinyTopics.write(folder);
    StringBuilder dump = new StringBuilder(Dumps.HEAD);
    for (int i = 1; i <= 60; i++) {
      dump.append(Dumps.page(i, "Zebra", "Zebra, giraffe, lion and container " + i));
    }
    dump.append(Dumps.page(61, "Half", "#REDIRECT [[Zebra]]"));
    Path file = Dumps.write(folder.resolve("a.xml"), dump + Dumps.TAIL);
    TopicFloors floors = LearnFloors.of(folder, DumpSplits.of(file), Namespaces.KNOWN, 5);
    assertEquals(60, floors.entries());
    floors.write(folder.resolve("floors.json"));
    JsonNode read = new ObjectMapper().readTree(Files.readString(folder.resolve("floors.json")));
    assertEquals(2, read.get("topics").size());
    assertEquals(floors.similarity()[0], read.at("/topics/0/similarity").floatValue(), 1e-6);
    assertEquals(floors.relevance(), read.get("relevance").doubleValue(), 1e-9);
  }

  private static TopicFloors learn(
      Set<Integer> noSubject, List<float[]> background, double explained) {
    List<TextVector> sections =
        List.of(
            new TextVector("a#top", "a", List.of(1f, 0f)),
            new TextVector("b#top", "b", List.of(0f, 1f)));
    return LearnFloors.of(
        TopicPrototypes.of(sections, 2, noSubject), sections, background, explained);
  }

  /** Similarities of 0 to 0.4, evenly spread, with topic 0, and a tenth of them with topic 1. */
  private static List<float[]> background(int entries) {
    List<float[]> background = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      float similarity = 0.4f * i / (entries - 1);
      background.add(new float[] {similarity, similarity / 10});
    }
    return background;
  }
}
