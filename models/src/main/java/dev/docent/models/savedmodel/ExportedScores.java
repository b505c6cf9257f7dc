package dev.docent.models.savedmodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a model answered to some requests when it was exported, by the graph that it was exported
 * from: whoever loads the version must get the same answers. {@code
 * assets.extra/export_scores.json}.
 *
 * @param requests the pairs of each
 * @param scores a score a pair, request by request
 */
public record ExportedScores(List<List<Pair>> requests, List<float[]> scores) {
  static final String PATH = "assets.extra/export_scores.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  public ExportedScores {
    requests = List.copyOf(requests);
    scores = List.copyOf(scores);
  }

  /** A pair as the file has it. */
  private record StoredPair(int[] inputIds, int[] segmentIds, float score) {}

  /**
   * Asks a model.
   *
   * @param model gives a score a pair
   */
  public static ExportedScores of(List<List<Pair>> requests, Function<List<Pair>, float[]> model) {
    List<float[]> scores = new ArrayList<>();
    requests.forEach(request -> scores.add(model.apply(request)));
    return new ExportedScores(requests, scores);
  }

  /** Of a version; empty where it came without. */
  public static Optional<ExportedScores> read(Path versionFolder) throws IOException {
    Path file = versionFolder.resolve(PATH);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    StoredPair[][] stored;
    try {
      stored = JSON.readValue(file.toFile(), StoredPair[][].class);
    } catch (JsonProcessingException e) {
      throw new UserException(
          "the exported scores '%s' can't be read: %s".formatted(file, e.getOriginalMessage()), e);
    }
    List<List<Pair>> requests = new ArrayList<>();
    List<float[]> scores = new ArrayList<>();
    for (StoredPair[] request : stored) {
      List<Pair> pairs = new ArrayList<>();
      float[] values = new float[request.length];
      for (int i = 0; i < request.length; i++) {
        pairs.add(new Pair(request[i].inputIds(), request[i].segmentIds()));
        values[i] = request[i].score();
      }
      requests.add(pairs);
      scores.add(values);
    }
    return requests.isEmpty()
        ? Optional.empty()
        : Optional.of(new ExportedScores(requests, scores));
  }

  /** The first requests alone. */
  public ExportedScores first(int limit) {
    int size = Math.min(limit, requests.size());
    return new ExportedScores(requests.subList(0, size), scores.subList(0, size));
  }

  public void write(Path versionFolder) throws IOException {
    StoredPair[][] stored = new StoredPair[requests.size()][];
    for (int i = 0; i < stored.length; i++) {
      List<Pair> pairs = requests.get(i);
      stored[i] = new StoredPair[pairs.size()];
      for (int j = 0; j < pairs.size(); j++) {
        Pair pair = pairs.get(j);
        stored[i][j] = new StoredPair(pair.inputIds(), pair.segmentIds(), scores.get(i)[j]);
      }
    }
    Path file = versionFolder.resolve(PATH);
    Files.createDirectories(file.getParent());
    Files.write(file, JSON.writeValueAsBytes(stored));
  }
}
