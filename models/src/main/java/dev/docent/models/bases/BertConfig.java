package dev.docent.models.bases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** HuggingFace's {@code config.json} of a BERT encoder. */
final class BertConfig {
  private static final double EPSILON = 1e-12;

  private final Path file;
  private final JsonNode json;

  private BertConfig(Path file, JsonNode json) {
    this.file = file;
    this.json = json;
  }

  /**
   * Reads what a network is.
   *
   * @throws UserException if it is no BERT encoder that Docent can build
   */
  static Base read(Path file, String name, Pooling pooling, String licence, String source)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserException("there is no '%s', which says what the network is".formatted(file));
    }
    return new BertConfig(file, SmallJson.read(file)).base(name, pooling, licence, source);
  }

  private Base base(String name, Pooling pooling, String licence, String source) {
    require("model_type", "bert", json.path("model_type").asText("none"));
    require(
        "position_embedding_type",
        "absolute",
        json.path("position_embedding_type").asText("absolute"));
    require("type_vocab_size", "2", json.path("type_vocab_size").asText("2"));
    int hidden = number("hidden_size", 1, 16_384);
    int heads = number("num_attention_heads", 1, 1024);
    if (hidden % heads != 0) {
      throw new UserException(
          "'%s' has %d num_attention_heads, which don't divide its hidden_size of %d"
              .formatted(file, heads, hidden));
    }
    return new Base(
        name,
        number("num_hidden_layers", 1, 256),
        hidden,
        heads,
        number("intermediate_size", 1, 65_536),
        number("vocab_size", 5, 1_000_000),
        number("max_position_embeddings", 32, 65_536),
        gelu(),
        pooling,
        json.path("layer_norm_eps").asDouble(EPSILON),
        licence,
        source);
  }

  private Gelu gelu() {
    String kind = json.path("hidden_act").asText("gelu");
    return switch (kind) {
      case "gelu" -> Gelu.ERF;
      case "gelu_new", "gelu_pytorch_tanh" -> Gelu.TANH;
      default ->
          throw new UserException(
              "'%s' has the hidden_act '%s'; valid are gelu, gelu_new and gelu_pytorch_tanh"
                  .formatted(file, kind));
    };
  }

  private int number(String name, int min, int max) {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < min
        || value.intValue() > max) {
      throw new UserException(
          "'%s' has the %s '%s'; it must be a whole number from %d to %d"
              .formatted(file, name, value.asText("none"), min, max));
    }
    return value.intValue();
  }

  private void require(String name, String wanted, String found) {
    if (!found.equals(wanted)) {
      throw new UserException(
          "'%s' has the %s '%s'; only BERT encoders are read, where it is '%s'"
              .formatted(file, name, found, wanted));
    }
  }
}
