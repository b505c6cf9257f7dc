package dev.docent.serving.evaluation.comparison;

import dev.docent.records.TextVector;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.progress.Progress;
import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.runs.Run;
import dev.docent.serving.topics.TopicScorer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Ranks texts by their cosine with the query in the site's space of topics, all of them. */
public final class LsaRanker {
  private final LsaModel model;
  private final List<String> ids = new ArrayList<>();
  private final List<float[]> vectors = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  public LsaRanker(LsaModel model) {
    this.model = model;
  }

  /** The sections of a topics artifact, by the vectors stored there. */
  public static LsaRanker ofSections(Path topicsFolder) throws IOException {
    LsaRanker ranker = new LsaRanker(LsaModel.load(topicsFolder));
    AvroFiles.forEach(
        TextVector.class,
        topicsFolder.resolve("section-vectors"),
        vector -> {
          float[] values = new float[vector.getVector().size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = vector.getVector().get(i);
          }
          ranker.add(vector.getId(), values);
        });
    return ranker;
  }

  /** Adds a text, projected now. */
  public void add(String id, String text) {
    add(id, model.project(text));
  }

  private void add(String id, float[] vector) {
    places.put(id, ids.size());
    ids.add(id);
    vectors.add(vector);
  }

  public int size() {
    return ids.size();
  }

  /** Scores texts by the same cosine. */
  public TopicScorer scorer() {
    return new TopicScorer(
        query -> {
          float[] vector = model.project(query);
          return id -> {
            Integer place = places.get(id);
            return place == null ? 0 : LsaModel.cosine(vector, vectors.get(place));
          };
        });
  }

  /** The run of all queries; a query of unknown words alone finds nothing. */
  public Run run(List<JudgedQuery> queries, Progress progress) {
    Run.Builder run = new Run.Builder(RankerNames.LSA);
    for (JudgedQuery query : queries) {
      List<Hit> hits = search(query.text(), RunCollector.RESULTS);
      run.add(
          query.id(),
          hits.stream().map(hit -> ids.get(hit.place())).toList(),
          hits.stream().mapToDouble(Hit::cosine).toArray());
      progress.step();
    }
    return run.build();
  }

  /** The measures of the run, with the time it took. */
  public Measured measured(List<JudgedQuery> queries, Progress progress) {
    long start = System.nanoTime();
    Run run = run(queries, progress);
    return Measured.of(run, queries, (System.nanoTime() - start) / 1e9);
  }

  private record Hit(int place, float cosine) {}

  private List<Hit> search(String query, int n) {
    float[] vector = model.project(query);
    if (LsaModel.cosine(vector, vector) == 0) {
      return List.of();
    }
    Comparator<Hit> worstFirst =
        Comparator.comparing(Hit::cosine)
            .thenComparing(Comparator.comparing((Hit hit) -> ids.get(hit.place())).reversed());
    PriorityQueue<Hit> best = new PriorityQueue<>(n + 1, worstFirst);
    for (int i = 0; i < vectors.size(); i++) {
      float cosine = LsaModel.cosine(vector, vectors.get(i));
      if (best.size() < n || cosine >= best.element().cosine()) {
        best.add(new Hit(i, cosine));
        if (best.size() > n) {
          best.remove();
        }
      }
    }
    return best.stream().sorted(worstFirst.reversed()).toList();
  }
}
