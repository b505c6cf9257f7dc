package dev.docent.serving.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.lsa.LsaModel;
import dev.docent.records.lsa.LsaSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikeTermsTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    LsaModel.write(
        folder,
        new LsaSummary(1, 3, 5, 4, 200, new double[] {10, 1, 1}),
        List.of(
            TestTopics.term(0, "angl", 0.9f, 0.1f, 0),
            TestTopics.term(1, "attack", 0.9f, 0.2f, 0),
            TestTopics.term(2, "boundari", 0.9f, 0.8f, 0),
            TestTopics.term(3, "layer", 0, 0, 0.5f),
            TestTopics.term(4, "blank", 0, 0, 0)));
  }

  @Test
  void givesTheLikestAlone() throws Exception {
    LikeTerms like = LikeTerms.load(folder, 0.9);
    assertEquals(Optional.of("attack"), like.to("angl"));
    assertEquals(Optional.of("angl"), like.to("attack"));
    assertEquals(Optional.empty(), like.to("layer"), "nothing is near");
    assertEquals(Optional.empty(), like.to("blank"), "it is nowhere");
    assertEquals(Optional.empty(), like.to("unheard"));
  }

  @Test
  void countsDimensionsByTheirSingularValues() throws Exception {
    // By V's rows alone the cosine is 0.87.
    assertEquals(Optional.of("attack"), LikeTerms.load(folder, 0.99).to("boundari"));
    assertEquals(Optional.empty(), LikeTerms.load(folder, 0.9999).to("boundari"));
  }
}
