package dev.docent.records.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.workspace.Hashes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
  @TempDir Path folder;

  @Test
  void knowsTheBasesVocabulary() {
    Vocabulary vocabulary = Vocabulary.ofBase("all-minilm-l6-v2");
    assertEquals(30_522, vocabulary.size());
    assertEquals(0, vocabulary.id("[PAD]"));
    assertEquals(101, vocabulary.id("[CLS]"));
    assertEquals("##s", vocabulary.piece(vocabulary.id("##s")));
  }

  @Test
  void writesWhatItReads() throws Exception {
    Vocabulary vocabulary = Vocabulary.ofBase("all-minilm-l6-v2");
    Path file = folder.resolve("vocab.txt");
    vocabulary.write(file);
    assertEquals(vocabulary.pieces(), Vocabulary.read(file).pieces());
    assertEquals(Hashes.sha256(file), vocabulary.sha256());
  }

  @Test
  void isTheVocabularyThatGoogleReleased() {
    // sha256sum of the vocab.txt in Google's uncased_L-12_H-768_A-12 release.
    assertEquals(
        "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
        Vocabulary.ofBase("bert-base-uncased").sha256());
  }

  @Test
  void refusesAnUnknownBaseByNamingTheValidOnes() {
    UserException e = assertThrows(UserException.class, () -> Vocabulary.ofBase("gpt-2"));
    assertTrue(e.getMessage().contains("all-minilm-l6-v2"), e.getMessage());
  }

  @Test
  void refusesAFileThatIsNoBertVocabulary() {
    List<String> pieces = List.of("[PAD]", "[UNK]", "[CLS]", "word");
    UserException e = assertThrows(UserException.class, () -> Vocabulary.of(pieces));
    assertTrue(e.getMessage().contains("[SEP]"), e.getMessage());
  }

  @Test
  void refusesRepeats() {
    List<String> pieces = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "a");
    assertThrows(UserException.class, () -> Vocabulary.of(pieces));
  }

  @Test
  void namesAMissingFile() {
    Path missing = folder.resolve("none.txt");
    UserException e = assertThrows(UserException.class, () -> Vocabulary.read(missing));
    assertTrue(e.getMessage().contains("none.txt"), e.getMessage());
  }
}
