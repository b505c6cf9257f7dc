package dev.docent.models.bases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docent.records.UserException;
import dev.docent.records.text.Vocabulary;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A BERT encoder of the user's own in a folder as HuggingFace lays it out: {@code config.json},
 * {@code model.safetensors} or {@code model.onnx}, and {@code tokenizer.json} or {@code vocab.txt};
 * with a {@code 1_Pooling/config.json} where it makes a text's vector of another than the mean
 * state.
 */
final class BaseFolder {
  private static final String SAFETENSORS = "model.safetensors";
  private static final List<String> ONNX = List.of("model.onnx", "onnx/model.onnx");

  /** Where the sentence-transformers project says how a text's vector is made. */
  private static final String POOLING = "1_Pooling/config.json";

  /** The licence in the front matter of a model's README, as HuggingFace has it. */
  private static final Pattern LICENCE =
      Pattern.compile("(?m)^license:\\s*['\"]?([A-Za-z0-9.+-]{1,60})");

  private static final int FRONT_MATTER_BYTES = 1 << 16;

  private BaseFolder() {}

  /**
   * Reads what is in a folder; the weights when they are asked for.
   *
   * @throws UserException if something is missing, or it is no uncased BERT
   */
  static BaseModel read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UserException("there is no folder '%s' with a base model".formatted(folder));
    }
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    Base base =
        BertConfig.read(
            folder.resolve("config.json"),
            name,
            pooling(folder.resolve(POOLING)),
            licence(folder),
            "a folder of its own");
    return new BaseModel(base, weights(folder), Vocabulary.ofBase(name, folder.toString()));
  }

  private static Weights weights(Path folder) {
    Path safetensors = folder.resolve(SAFETENSORS);
    if (Files.isRegularFile(safetensors)) {
      return consumer -> SafetensorsWeights.read(safetensors, consumer);
    }
    for (String name : ONNX) {
      Path onnx = folder.resolve(name);
      if (Files.isRegularFile(onnx)) {
        return consumer -> {
          try (InputStream in = new BufferedInputStream(Files.newInputStream(onnx))) {
            OnnxWeights.read(in, consumer);
          }
        };
      }
    }
    if (Files.exists(folder.resolve(SAFETENSORS + ".index.json"))) {
      throw new UserException(
          "the weights in '%s' are in several files; they must be in one, '%s'"
              .formatted(folder, SAFETENSORS));
    }
    throw new UserException(
        "the base model's folder '%s' has neither '%s' nor 'model.onnx'"
            .formatted(folder, SAFETENSORS));
  }

  private static Pooling pooling(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Pooling.MEAN;
    }
    JsonNode json = SmallJson.read(file);
    boolean cls = json.path("pooling_mode_cls_token").asBoolean();
    if (cls == json.path("pooling_mode_mean_tokens").asBoolean(!cls)) {
      throw new UserException(
          "'%s' has the pooling_mode_cls_token %s and the pooling_mode_mean_tokens %s; one of them must be true"
              .formatted(file, cls, json.path("pooling_mode_mean_tokens").asText("none")));
    }
    return cls ? Pooling.CLS : Pooling.MEAN;
  }

  private static String licence(Path folder) throws IOException {
    Path readme = folder.resolve("README.md");
    if (!Files.isRegularFile(readme)) {
      return "not stated";
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(readme)) {
      bytes = in.readNBytes(FRONT_MATTER_BYTES);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.startsWith("---") ? text.indexOf("\n---", 3) : -1;
    Matcher licence = LICENCE.matcher(end < 0 ? "" : text.substring(0, end));
    return licence.find() ? licence.group(1) : "not stated";
  }
}
