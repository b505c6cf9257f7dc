package dev.docent.models.bases;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.text.Vocabulary;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseFolderTest {
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void write() throws Exception {
    folder = TinyBase.write(temporary.resolve("my-bert"));
  }

  @Test
  void readsANetworkOfTheUsersOwn() throws Exception {
    BaseModel model = Bases.model("all-minilm-l6-v2", folder.toString());
    assertEquals("my-bert", model.base().name());
    assertEquals(TinyBase.HIDDEN, model.base().hidden());
    assertEquals(Gelu.ERF, model.base().gelu());
    assertEquals("mit", model.base().licence());
    assertEquals(30_522, model.vocabulary().size());
    Map<String, long[]> shapes = new TreeMap<>();
    long[] parameters = {0};
    model
        .weights()
        .forEach(
            (name, shape, values) -> {
              shapes.put(name, shape);
              parameters[0] += values.length;
            });
    assertEquals(new TreeSet<>(EasyBertJar.names(model.base())), shapes.keySet());
    assertArrayEquals(
        new long[] {TinyBase.HIDDEN, 16},
        shapes.get("bert/encoder/layer_0/intermediate/dense/kernel"));
    assertEquals(model.base().parameters(), parameters[0]);
  }

  /** MiniLM in a folder is MiniLM by its name. */
  @Test
  void readsAnOnnxFileWithItsTokenizer() throws Exception {
    Path onnx = Files.createDirectories(temporary.resolve("mini"));
    copy("/all-minilm-l6-v2.onnx", onnx.resolve("model.onnx"));
    copy("/all-minilm-l6-v2-tokenizer.json", onnx.resolve("tokenizer.json"));
    Files.writeString(
        onnx.resolve("config.json"),
        """
        {"model_type": "bert", "hidden_act": "gelu", "hidden_size": 384, "num_hidden_layers": 6,
         "num_attention_heads": 12, "intermediate_size": 1536, "vocab_size": 30522,
         "max_position_embeddings": 512}
        """);
    BaseModel model = Bases.model("", onnx.toString());
    Base named = Bases.MINI_LM;
    assertEquals(named.parameters(), model.base().parameters());
    assertEquals(Vocabulary.ofBase(named.name()).sha256(), model.vocabulary().sha256());
    Map<String, Integer> expected = new TreeMap<>();
    Bases.weights(named)
        .forEach((name, shape, values) -> expected.put(name, java.util.Arrays.hashCode(values)));
    Map<String, Integer> read = new TreeMap<>();
    model
        .weights()
        .forEach((name, shape, values) -> read.put(name, java.util.Arrays.hashCode(values)));
    assertEquals(expected, read);
  }

  @ParameterizedTest
  @CsvSource({"roberta,gelu,roberta", "bert,relu,relu", "bert,swish,swish"})
  void namesANetworkThatItDoesNotRead(String type, String activation, String told)
      throws Exception {
    Files.writeString(folder.resolve("config.json"), TinyBase.config(type, activation));
    assertTrue(refusal().contains("'" + told + "'"), refusal());
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"pooling_mode_cls_token\": true, \"pooling_mode_mean_tokens\": false}',CLS",
    "'{\"pooling_mode_cls_token\": true}',CLS",
    "'{\"pooling_mode_cls_token\": false, \"pooling_mode_mean_tokens\": true}',MEAN",
    "'{\"word_embedding_dimension\": 384}',MEAN"
  })
  void poolsAsItsSettingsSay(String json, Pooling pooling) throws Exception {
    pooling(json);
    assertEquals(pooling, Bases.model("", folder.toString()).base().pooling());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"pooling_mode_cls_token\": false, \"pooling_mode_mean_tokens\": false}",
        "{\"pooling_mode_cls_token\": true, \"pooling_mode_mean_tokens\": true}"
      })
  void refusesAPoolingThatItDoesNotHave(String json) throws Exception {
    pooling(json);
    assertTrue(refusal().contains("pooling_mode_mean_tokens"), refusal());
  }

  private void pooling(String json) throws Exception {
    Files.createDirectories(folder.resolve("1_Pooling"));
    Files.writeString(folder.resolve("1_Pooling/config.json"), json);
  }

  @Test
  void refusesATokenizerOfAnotherKind() throws Exception {
    Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": {\"type\": \"BPE\"}}");
    assertTrue(refusal().contains("'BPE'"), refusal());
  }

  @Test
  void refusesACasedTokenizer() throws Exception {
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
    assertTrue(refusal().contains("uncased"), refusal());
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    Files.delete(folder.resolve("model.safetensors"));
    assertTrue(refusal().contains("model.onnx"), refusal());
    Files.delete(folder.resolve("config.json"));
    assertTrue(refusal().contains("config.json"), refusal());
    folder = temporary.resolve("nowhere");
    assertTrue(refusal().contains("nowhere"), refusal());
  }

  @Test
  void saysThatWeightsInPartsAreNotRead() throws Exception {
    Files.move(folder.resolve("model.safetensors"), folder.resolve("model.safetensors.index.json"));
    assertTrue(refusal().contains("several files"), refusal());
  }

  private String refusal() {
    return assertThrows(UserException.class, () -> Bases.model("", folder.toString())).getMessage();
  }

  private static void copy(String resource, Path to) throws Exception {
    try (InputStream in = BaseFolderTest.class.getResourceAsStream(resource)) {
      Files.copy(in, to);
    }
  }
}
