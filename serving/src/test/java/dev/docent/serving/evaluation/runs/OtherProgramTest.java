package dev.docent.serving.evaluation.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.collection.Qrels;
import dev.docent.serving.evaluation.metrics.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files alone, read by a program of another kind, give the scores that we state. */
class OtherProgramTest {
  @TempDir Path folder;

  @Test
  void awkFindsTheSameMeanReciprocalRank() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<JudgedQuery> queries = new ArrayList<>();
    Run.Builder builder = new Run.Builder("bm25");
    for (int q = 0; q < 60; q++) {
      List<String> documents = new ArrayList<>();
      Map<String, Integer> grades = new TreeMap<>();
      double[] scores = new double[30];
      for (int d = 0; d < 30; d++) {
        documents.add("articles/d%d.html#part".formatted(d));
        scores[d] = random.nextInt(5);
        grades.put(documents.get(d), random.nextInt(12) == 0 ? 1 + random.nextInt(2) : 0);
      }
      grades.put("never-found", 1);
      Collections.shuffle(documents, random);
      java.util.Arrays.sort(scores);
      queries.add(new JudgedQuery("q" + q, "text", "judged", grades));
      builder.add("q" + q, documents, scores);
    }
    Run run = builder.build();
    Path runFile = folder.resolve("bm25.run");
    Path qrels = folder.resolve("qrels.tsv");
    TrecRuns.write(run, runFile);
    Qrels.write(queries, qrels);
    double ours =
        queries.stream()
            .mapToDouble(q -> Metric.MRR_10.of(run.documents(q.id()), q.grades()))
            .average()
            .orElseThrow();
    assertEquals(Awk.mrr(runFile, qrels), ours, 1e-8, "seed " + seed);
  }
}
