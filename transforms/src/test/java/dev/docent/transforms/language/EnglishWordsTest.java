package dev.docent.transforms.language;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnglishWordsTest {
  private static final String ENGLISH =
      "The scheduler places every pod on a node that has enough memory, and it waits if there is"
          + " none. ";

  @Test
  void proseIsEnglish() {
    assertTrue(EnglishWords.prevail(ENGLISH.repeat(3)));
  }

  @Test
  void fewWordsProveNothing() {
    assertFalse(EnglishWords.prevail(ENGLISH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "De planner plaatst elke pod op een node die genoeg geheugen heeft, of wacht als er geen"
            + " is. ",
        "Der Scheduler weist jeden Pod einem Knoten zu, der genug Speicher hat, und wartet sonst. ",
        "L'ordonnanceur place chaque pod sur un nœud qui dispose d'assez de mémoire, sinon il"
            + " attend. ",
        "apiVersion kind metadata name spec containers image ports command args volumes mounts "
      })
  void otherLanguagesAndMereNamesAreNot(String text) {
    assertFalse(EnglishWords.prevail(text.repeat(5)));
  }

  @Test
  void aHalfTranslatedPageIsNot() {
    assertFalse(EnglishWords.prevail(ENGLISH.repeat(3) + "调度器把每个容器组放在有足够内存的节点上。".repeat(6)));
  }
}
