package dev.docent.transforms.dataset.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Passage;
import dev.docent.records.PassageRole;
import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.records.TrainingExample;
import dev.docent.transforms.dataset.DocumentSplit;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeakageTest {
  private static final DocumentSplit SPLIT = new DocumentSplit(1, 0.3, 0.3);
  private static final String TRAIN = document(Split.TRAIN, 0);
  private static final String OTHER_TRAIN = document(Split.TRAIN, 1);
  private static final String TEST = document(Split.TEST, 0);

  private final TrainingExample heldOut =
      example(Split.TEST, "how to drain", TEST, "Drain the node.", OTHER_TRAIN, "Any other.");

  @Test
  void findsNoneWhereThereIsNone() {
    TrainingExample train =
        example(Split.TRAIN, "what binds", TRAIN, "Volumes bind.", OTHER_TRAIN, "Any other.");
    assertTrue(Leakage.of(List.of(heldOut, train), SPLIT).none());
  }

  @Test
  void findsAQueryInTwoSplits() {
    TrainingExample train =
        example(Split.TRAIN, "How to drain?", TRAIN, "Volumes bind.", OTHER_TRAIN, "Any other.");
    assertEquals(new Leakage(0, 1, 0), Leakage.of(List.of(heldOut, train), SPLIT));
  }

  @Test
  void findsATextInTwoSplits() {
    TrainingExample train =
        example(Split.TRAIN, "what binds", TRAIN, "Volumes bind.", OTHER_TRAIN, "drain the node");
    assertEquals(new Leakage(0, 0, 1), Leakage.of(List.of(heldOut, train), SPLIT));
  }

  @Test
  void findsAPassageOfAHeldOutDocument() {
    TrainingExample train =
        example(Split.TRAIN, "what binds", TRAIN, "Volumes bind.", TEST, "Something else.");
    assertEquals(new Leakage(1, 0, 0), Leakage.of(List.of(heldOut, train), SPLIT));
  }

  private static String document(Split split, int number) {
    int found = 0;
    for (int i = 0; ; i++) {
      String id = "document" + i;
      if (SPLIT.of(id) == split && found++ == number) {
        return id;
      }
    }
  }

  private static TrainingExample example(
      Split split, String query, String document, String text, String other, String otherText) {
    return TrainingExample.newBuilder()
        .setId(query)
        .setQuery(query)
        .setKind("question")
        .setSource(TextSource.SITE)
        .setDocumentId(document)
        .setSplit(split)
        .setTopicId(null)
        .setPassages(
            List.of(
                new Passage(document + "#top", document, "", text, 1f, PassageRole.POSITIVE),
                new Passage(other + "#top", other, "", otherText, 0f, PassageRole.HARD_NEGATIVE)))
        .build();
  }
}
