package dev.docent.transforms.dataset.statistics;

import dev.docent.records.Passage;
import dev.docent.records.Split;
import dev.docent.records.TrainingExample;
import dev.docent.transforms.dataset.DocumentSplit;
import dev.docent.transforms.dataset.queries.QueryWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether held-out text came into training.
 *
 * @param passages passages of training queries that belong to held-out documents; must be 0
 * @param queries training queries that are held-out queries as well; must be 0
 * @param sameTexts held-out positives whose text is, word for word, also a training passage: pages
 *     of the site that repeat each other
 */
public record Leakage(int passages, int queries, int sameTexts) {

  static Leakage of(List<TrainingExample> examples, DocumentSplit split) {
    Set<String> heldOutQueries = new HashSet<>();
    Set<String> trainTexts = new HashSet<>();
    for (TrainingExample example : examples) {
      if (example.getSplit() == Split.TRAIN) {
        example.getPassages().forEach(p -> trainTexts.add(QueryWriter.normalized(p.getText())));
      } else {
        heldOutQueries.add(QueryWriter.normalized(example.getQuery()));
      }
    }
    int passages = 0;
    int queries = 0;
    int sameTexts = 0;
    for (TrainingExample example : examples) {
      if (example.getSplit() == Split.TRAIN) {
        for (Passage passage : example.getPassages()) {
          passages += split.of(passage.getDocumentId()) == Split.TRAIN ? 0 : 1;
        }
        queries += heldOutQueries.contains(QueryWriter.normalized(example.getQuery())) ? 1 : 0;
      } else {
        String text = example.getPassages().get(0).getText();
        sameTexts += trainTexts.contains(QueryWriter.normalized(text)) ? 1 : 0;
      }
    }
    return new Leakage(passages, queries, sameTexts);
  }

  public boolean none() {
    return passages == 0 && queries == 0;
  }
}
