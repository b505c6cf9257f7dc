package dev.docent.pipelines.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The scores that were measured and are to be met again, a YAML file.
 *
 * @param tolerance how far below its expected MRR@10 a ranker may be, 0 to 1: seeds and machines
 *     differ
 * @param collections by the name of their folder
 */
record ExpectedScores(double tolerance, Map<String, Collection> collections) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /**
   * One collection.
   *
   * @param maxQueries at most this many of its queries, a seeded sample; 0 for all
   * @param settings of the run, such as {@code dataset.max-examples}
   * @param expected MRR@10 by ranker, as measured
   * @param targets the MRR@10 that a ranker is meant to reach
   */
  record Collection(
      int maxQueries,
      Map<String, String> settings,
      Map<String, Double> expected,
      Map<String, Double> targets) {
    Collection {
      settings = settings == null ? Map.of() : new TreeMap<>(settings);
      expected = expected == null ? Map.of() : new TreeMap<>(expected);
      targets = targets == null ? Map.of() : new TreeMap<>(targets);
    }
  }

  ExpectedScores {
    collections = collections == null ? Map.of() : new TreeMap<>(collections);
  }

  /**
   * Reads a file.
   *
   * @throws UserException if it is missing or of another form
   */
  static ExpectedScores read(Path file) throws IOException {
    ExpectedScores scores;
    try {
      scores = YAML.readValue(Files.readAllBytes(file), ExpectedScores.class);
    } catch (NoSuchFileException e) {
      throw new UserException("there is no file of expected scores '%s'".formatted(file), e);
    } catch (JsonProcessingException e) {
      throw new UserException(
          "'%s' can't be read: %s; it has tolerance and collections: NAME: {maxQueries, settings, expected, targets}"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
    if (scores == null || scores.collections().isEmpty()) {
      throw new UserException("'%s' names no collections".formatted(file));
    }
    if (!(scores.tolerance() >= 0 && scores.tolerance() <= 1)) {
      throw new UserException(
          "'%s': tolerance is %s; it must be 0 to 1".formatted(file, scores.tolerance()));
    }
    return scores;
  }
}
