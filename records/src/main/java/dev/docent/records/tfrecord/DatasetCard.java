package dev.docent.records.tfrecord;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the trainer must know of a data set: {@code dataset.json}.
 *
 * @param base the base model whose vocabulary tokenized it
 * @param sequenceLength word pieces in a record, padding included
 * @param groupSize records a query: its positive, then its negatives
 * @param vocabularySha256 of {@code vocab.txt}
 * @param seed of every random choice
 * @param queries in all splits
 * @param bySplit queries by split: TRAIN, VALIDATION, TEST
 * @param byKind queries by the way they were made
 * @param bySource queries by source: SITE, WIKIPEDIA
 */
public record DatasetCard(
    String base,
    int sequenceLength,
    int groupSize,
    String vocabularySha256,
    long seed,
    int queries,
    Map<String, Integer> bySplit,
    Map<String, Integer> byKind,
    Map<String, Integer> bySource) {
  public static final String FILE = "dataset.json";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  public DatasetCard {
    bySplit = new TreeMap<>(bySplit);
    byKind = new TreeMap<>(byKind);
    bySource = new TreeMap<>(bySource);
  }

  /**
   * Reads the card of a data set artifact.
   *
   * @throws UserException if it is damaged
   */
  public static DatasetCard read(Path artifact) throws IOException {
    Path file = artifact.resolve(FILE);
    try {
      return JSON.readValue(file.toFile(), DatasetCard.class);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new UserException("'%s' is damaged: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  public void write(Path artifact) throws IOException {
    Files.createDirectories(artifact);
    JSON.writeValue(artifact.resolve(FILE).toFile(), this);
  }
}
