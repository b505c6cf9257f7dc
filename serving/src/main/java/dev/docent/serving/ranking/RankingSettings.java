package dev.docent.serving.ranking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docent.records.UserException;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.serving.search.Bm25Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How candidates are found and ranked: {@code ranking.json}, chosen by the evaluation and used by
 * the search.
 *
 * @param depth how many of BM25's candidates are scored again, 1 or more
 * @param neighbours how many of the nearest sections join them, 0 or more
 * @param weights each scorer's weight, 0 or more, such as {@code bm25} and {@code model}
 * @param maxWindows into how many windows at most a section's text is cut for the model
 */
public record RankingSettings(
    Bm25Parameters bm25, int depth, int neighbours, Map<String, Double> weights, int maxWindows) {
  /** The file's name, in the evaluate artifact and in a model's assets.extra. */
  public static final String FILE = "ranking.json";

  /** The name of BM25's own scores among the weights. */
  public static final String BM25 = "bm25";

  /** The name of the model's scores among the weights. */
  public static final String MODEL = "model";

  /** The name of the sentence encoder's scores among the weights. */
  public static final String ENCODER = "encoder";

  /** The name of the cosines in the site's space of topics among the weights. */
  public static final String LSA = "lsa";

  public static final RankingSettings DEFAULT =
      new RankingSettings(Bm25Parameters.DEFAULT, 20, 0, Map.of(BM25, 0.5, MODEL, 0.5), 3);

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          // A newer evaluation may say more than this version knows.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * @throws UserException if a value is out of its range
   */
  public RankingSettings {
    if (depth < 1) {
      throw new UserException("%s: depth is %d; it must be 1 or more".formatted(FILE, depth));
    }
    if (neighbours < 0) {
      throw new UserException(
          "%s: neighbours is %d; it must be 0 or more".formatted(FILE, neighbours));
    }
    if (maxWindows < 1) {
      throw new UserException(
          "%s: maxWindows is %d; it must be 1 or more".formatted(FILE, maxWindows));
    }
    weights.forEach(
        (name, weight) -> {
          if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new UserException(
                "%s: the weight of '%s' is %s; it must be 0 or more".formatted(FILE, name, weight));
          }
        });
    weights = Map.copyOf(weights);
  }

  /** Whether the sentence encoder's vectors take part. */
  public boolean usesVectors() {
    return neighbours > 0 || weights.getOrDefault(ENCODER, 0.0) > 0;
  }

  public RankingSettings withDepth(int newDepth) {
    return new RankingSettings(bm25, newDepth, neighbours, weights, maxWindows);
  }

  public RankingSettings withWeights(Map<String, Double> newWeights) {
    return new RankingSettings(bm25, depth, neighbours, newWeights, maxWindows);
  }

  public RankingSettings withBm25(Bm25Parameters newBm25) {
    return new RankingSettings(newBm25, depth, neighbours, weights, maxWindows);
  }

  public RankingSettings withNeighbours(int newNeighbours) {
    return new RankingSettings(bm25, depth, newNeighbours, weights, maxWindows);
  }

  /**
   * Reads a file.
   *
   * @throws UserException if it is no JSON of this form
   */
  public static RankingSettings read(Path file) throws IOException {
    try {
      JsonNode settings = JSON.readTree(Files.readAllBytes(file));
      if (settings instanceof ObjectNode object && !object.has("neighbours")) {
        // Written before there were any.
        object.put("neighbours", 0);
      }
      if (settings.path("bm25") instanceof ObjectNode bm25 && !bm25.has("proximity")) {
        // Judged before it counted.
        bm25.put("proximity", 0);
      }
      return JSON.treeToValue(settings, RankingSettings.class);
    } catch (ValueInstantiationException e) {
      throw new UserException("%s: %s".formatted(file, rootMessage(e)), e);
    } catch (JsonProcessingException e) {
      throw new UserException(
          "%s can't be read as ranking settings: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  public void write(Path file) throws IOException {
    AtomicFiles.replace(file, toJson());
  }

  /** The file's content. */
  public byte[] toJson() throws JsonProcessingException {
    Map<String, Object> ordered = new java.util.LinkedHashMap<>();
    ordered.put("bm25", bm25);
    ordered.put("depth", depth);
    ordered.put("neighbours", neighbours);
    ordered.put("weights", new TreeMap<>(weights));
    ordered.put("maxWindows", maxWindows);
    return JSON.writeValueAsBytes(ordered);
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
