package dev.docent.transforms.dataset.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Passage;
import dev.docent.records.PassageRole;
import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.records.TrainingExample;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeldOutTextsTest {
  @Test
  void knowsATrainingExampleThatShowsAHeldOutText() {
    Set<String> heldOut =
        HeldOutTexts.of(
            List.of(
                example(Split.TEST, "Drain the node first.", "Anything else."),
                example(Split.VALIDATION, "Evict the pods.", "Anything else."),
                example(Split.TRAIN, "Volumes outlive pods.", "Anything else.")));
    assertEquals(2, heldOut.size());
    assertTrue(HeldOutTexts.leaks(example(Split.TRAIN, "drain the NODE, first", "x"), heldOut));
    assertTrue(HeldOutTexts.leaks(example(Split.TRAIN, "x", "Evict the pods."), heldOut));
    assertFalse(HeldOutTexts.leaks(example(Split.TRAIN, "x", "Anything else."), heldOut));
    assertFalse(HeldOutTexts.leaks(example(Split.TEST, "Evict the pods.", "x"), heldOut));
  }

  @Test
  void takesNothingFromTraining() {
    assertEquals(Optional.empty(), HeldOutTexts.of(example(Split.TRAIN, "a", "b")));
  }

  private static TrainingExample example(Split split, String positive, String negative) {
    return TrainingExample.newBuilder()
        .setId("id")
        .setQuery("query")
        .setKind("question")
        .setSource(TextSource.SITE)
        .setDocumentId("a")
        .setSplit(split)
        .setTopicId(null)
        .setPassages(
            List.of(
                new Passage("a#top", "a", "", positive, 1f, PassageRole.POSITIVE),
                new Passage("b#top", "b", "", negative, 0f, PassageRole.RANDOM_NEGATIVE)))
        .build();
  }
}
