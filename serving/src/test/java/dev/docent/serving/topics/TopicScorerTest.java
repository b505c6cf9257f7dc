package dev.docent.serving.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.serving.index.SectionIndexWriter;
import dev.docent.serving.search.Articles;
import dev.docent.serving.search.Bm25Parameters;
import dev.docent.serving.search.Candidate;
import dev.docent.serving.search.SectionIndex;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicScorerTest {
  @TempDir Path folder;

  @Test
  void scoresByTheCosineWithTheQuery() throws Exception {
    TestTopics.write(folder.resolve("topics"));
    SectionTopics topics = SectionTopics.load(folder.resolve("topics"));
    Path lucene = folder.resolve("index");
    try (SectionIndexWriter writer = new SectionIndexWriter(lucene)) {
      for (String article : List.of("first", "second", "blank", "unknown")) {
        writer.add(Articles.article(article, "x").section("", "okapi").build());
      }
      writer.commit();
    }
    try (SectionIndex index = SectionIndex.open(lucene)) {
      List<Candidate> candidates =
          index.score(
              "okapi",
              List.of("first#top", "second#top", "blank#top", "unknown#top"),
              Bm25Parameters.DEFAULT,
              1);
      TopicScorer scorer = new TopicScorer(topics::nearness);
      assertTrue(scorer.ofPool());
      float[] scores = scorer.score("okapi", candidates);
      Map<String, Float> byId = new HashMap<>();
      for (int i = 0; i < scores.length; i++) {
        byId.put(candidates.get(i).section().id(), scores[i]);
      }
      assertEquals(0.79f, byId.get("first#top"), 0.02f);
      assertEquals(0.1f, byId.get("second#top"), 0.02f);
      assertEquals(0f, byId.get("blank#top"));
      assertEquals(0f, byId.get("unknown#top"));
      assertArrayEquals(new float[4], scorer.score("nothing known", candidates));
    }
  }
}
