package dev.docent.transforms.dataset.statistics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docent.records.UserException;
import dev.docent.transforms.dataset.validation.Expectation;
import dev.docent.transforms.dataset.validation.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@code statistics.json}: the figures of the page, and the profile that drift is measured by. */
public final class StatisticsFile {
  public static final String NAME = "statistics.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROFILE = "profile";

  private StatisticsFile() {}

  /**
   * The file's content.
   *
   * @param topics labels by topic id
   */
  public static String json(
      DatasetStatistics statistics, List<Expectation> expectations, Map<Integer, String> topics) {
    ObjectNode root = JSON.createObjectNode();
    root.put("queries", statistics.queries());
    root.set("queriesByKind", JSON.valueToTree(statistics.kindBySplit()));
    root.set("queriesBySource", JSON.valueToTree(statistics.sourceBySplit()));
    root.set("documents", JSON.valueToTree(statistics.documents()));
    root.set("passagesByRole", JSON.valueToTree(statistics.roles()));
    ArrayNode byTopic = root.putArray("queriesByTopic");
    statistics
        .byTopic()
        .forEach(
            (id, n) ->
                byTopic
                    .addObject()
                    .put("topic", id)
                    .put("label", topics.getOrDefault(id, "none"))
                    .put("queries", n));
    root.set("queryPieces", lengths(statistics.queryPieces()));
    root.set("passagePieces", lengths(statistics.passagePieces()));
    root.put("unknownPieces", statistics.unknownPieces());
    root.set("leakage", JSON.valueToTree(statistics.leakage()));
    root.set("bm25", JSON.valueToTree(statistics.bm25()));
    ArrayNode expected = root.putArray("expectations");
    expectations.forEach(
        each ->
            expected
                .addObject()
                .put("id", each.id())
                .put("value", each.value())
                .put(each.atMost() ? "atMost" : "atLeast", each.limit())
                .put("holds", each.holds()));
    root.set(PROFILE, JSON.valueToTree(statistics.profile(topics.size())));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode lengths(int[] pieces) {
    int[] sorted = Arrays.stream(pieces).sorted().toArray();
    ObjectNode node = JSON.createObjectNode();
    if (sorted.length > 0) {
      node.put("least", sorted[0])
          .put("median", sorted[sorted.length / 2])
          .put("percentile95", sorted[(int) (sorted.length * 0.95)])
          .put("greatest", sorted[sorted.length - 1]);
    }
    return node;
  }

  /**
   * Reads what the data set of another run was made up of.
   *
   * @throws UserException if the file is damaged
   */
  public static Profile profile(Path file) throws IOException {
    try {
      JsonNode profile = JSON.readTree(Files.readString(file)).get(PROFILE);
      if (profile == null) {
        throw new UserException("'%s' is damaged: it has no '%s'".formatted(file, PROFILE));
      }
      return JSON.treeToValue(profile, Profile.class);
    } catch (JsonProcessingException e) {
      throw new UserException("'%s' is damaged: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }
}
