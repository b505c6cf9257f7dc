package dev.docent.transforms.dataset.statistics;

import dev.docent.records.Passage;
import dev.docent.records.Split;
import dev.docent.records.TrainingExample;
import dev.docent.transforms.dataset.DocumentSplit;
import dev.docent.transforms.dataset.examples.HeldOutTexts;
import dev.docent.transforms.dataset.queries.QueryWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether held-out text came into training.
 *
 * @param passages passages of training queries that belong to held-out documents; must be 0
 * @param queries training queries that are held-out queries as well; must be 0
 * @param texts training queries that show the text of a held-out positive, by digest; must be 0
 */
public record Leakage(int passages, int queries, int texts) {

  static Leakage of(List<TrainingExample> examples, DocumentSplit split) {
    Set<String> heldOutTexts = HeldOutTexts.of(examples);
    Set<String> heldOutQueries = new HashSet<>();
    for (TrainingExample example : examples) {
      if (example.getSplit() != Split.TRAIN) {
        heldOutQueries.add(QueryWriter.normalized(example.getQuery()));
      }
    }
    int passages = 0;
    int queries = 0;
    int texts = 0;
    for (TrainingExample example : examples) {
      if (example.getSplit() == Split.TRAIN) {
        for (Passage passage : example.getPassages()) {
          passages += split.of(passage.getDocumentId()) == Split.TRAIN ? 0 : 1;
        }
        queries += heldOutQueries.contains(QueryWriter.normalized(example.getQuery())) ? 1 : 0;
        texts += HeldOutTexts.leaks(example, heldOutTexts) ? 1 : 0;
      }
    }
    return new Leakage(passages, queries, texts);
  }

  public boolean none() {
    return passages == 0 && queries == 0 && texts == 0;
  }
}
