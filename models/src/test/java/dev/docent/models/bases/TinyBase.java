package dev.docent.models.bases;

import dev.docent.records.text.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A folder with a BERT of the user's own: MiniLM's vocabulary, a network that trains at once. */
public final class TinyBase {
  public static final int LAYERS = 1;
  public static final int HIDDEN = 8;

  private TinyBase() {}

  /** Writes it, with seeded weights in 32 bits. */
  public static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Vocabulary vocabulary = Vocabulary.ofBase(Bases.MINI_LM.name());
    vocabulary.write(folder.resolve("vocab.txt"));
    Files.writeString(folder.resolve("config.json"), config("bert", "gelu"));
    Files.writeString(
        folder.resolve("README.md"), "---\nlanguage: en\nlicense: mit\n---\n# A tiny BERT\n");
    Base base = BertConfig.read(folder.resolve("config.json"), "tiny", Pooling.MEAN, "mit", "");
    Random random = new Random(3);
    SafetensorsFile file = new SafetensorsFile();
    for (String name : EasyBertJar.names(base)) {
      long[] shape = shape(base, name);
      float[] values = new float[(int) (shape[0] * (shape.length > 1 ? shape[1] : 1))];
      for (int i = 0; i < values.length; i++) {
        values[i] = name.endsWith("gamma") ? 1 : (float) random.nextGaussian() * 0.3f;
      }
      file.addGoogle("", "F32", name, shape, values);
    }
    file.add("pooler.dense.weight", "F32", new long[] {1, 1}, new float[1]);
    file.write(folder.resolve("model.safetensors"));
    return folder;
  }

  static String config(String type, String activation) {
    return """
        {"model_type": "%s", "hidden_act": "%s", "hidden_size": %d, "num_hidden_layers": %d,
         "num_attention_heads": 2, "intermediate_size": 16, "vocab_size": 30522,
         "max_position_embeddings": 64, "type_vocab_size": 2, "layer_norm_eps": 1e-12}
        """
        .formatted(type, activation, HIDDEN, LAYERS);
  }

  private static long[] shape(Base base, String name) {
    long hidden = base.hidden();
    if (name.endsWith("word_embeddings")) {
      return new long[] {base.vocabularySize(), hidden};
    }
    if (name.endsWith("position_embeddings")) {
      return new long[] {base.maxPositions(), hidden};
    }
    if (name.endsWith("token_type_embeddings")) {
      return new long[] {2, hidden};
    }
    boolean wide = name.contains("/intermediate/");
    if (name.endsWith("/kernel")) {
      boolean narrow = name.contains("/output/dense") && !name.contains("attention");
      return new long[] {
        narrow ? base.intermediate() : hidden, wide ? base.intermediate() : hidden
      };
    }
    return new long[] {wide ? base.intermediate() : hidden};
  }
}
