package dev.docent.transforms.dataset.validation;

import dev.docent.records.Passage;
import dev.docent.records.PassageRole;
import dev.docent.records.TrainingExample;
import dev.docent.records.config.QueryKindWeights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What every example must be: an id of its own; a query with text, of a known kind; the positive
 * first, of the query's document; then so many negatives, of other documents; no section twice;
 * every passage with text, and a label that fits its role.
 */
public final class ExampleSchema {
  private final int negatives;

  /**
   * A schema.
   *
   * @param negatives of each example
   */
  public ExampleSchema(int negatives) {
    this.negatives = negatives;
  }

  /** What is wrong, one line for each example that breaks the schema. */
  public List<String> problems(List<TrainingExample> examples) {
    List<String> problems = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (TrainingExample example : examples) {
      String id = example.getId();
      if (id.isBlank()) {
        problems.add("an example has no id");
      } else if (!ids.add(id)) {
        problems.add("'%s': the id is there twice".formatted(id));
      } else {
        problem(example).ifPresent(what -> problems.add("'%s': %s".formatted(id, what)));
      }
    }
    return problems;
  }

  private Optional<String> problem(TrainingExample example) {
    if (example.getQuery().isBlank()) {
      return Optional.of("the query is empty");
    }
    if (!QueryKindWeights.KINDS.contains(example.getKind())) {
      return Optional.of(
          "the kind '%s' is none of %s"
              .formatted(example.getKind(), String.join(", ", QueryKindWeights.KINDS)));
    }
    if (example.getDocumentId().isBlank()) {
      return Optional.of("the document's id is empty");
    }
    List<Passage> passages = example.getPassages();
    if (passages.size() != 1 + negatives) {
      return Optional.of("%d passages, not %d".formatted(passages.size(), 1 + negatives));
    }
    Set<String> sections = new HashSet<>();
    for (int i = 0; i < passages.size(); i++) {
      Optional<String> problem = problem(example, passages.get(i), i == 0);
      if (problem.isPresent()) {
        return problem.map(("passage %d: ".formatted(i + 1))::concat);
      }
      if (!sections.add(passages.get(i).getId())) {
        return Optional.of("section '%s' is there twice".formatted(passages.get(i).getId()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problem(TrainingExample example, Passage passage, boolean first) {
    boolean positive = passage.getRole() == PassageRole.POSITIVE;
    if (positive != first) {
      return Optional.of(
          first ? "the first must be the positive" : "only the first may be the positive");
    }
    if (passage.getLabel() != (positive ? 1f : 0f)) {
      return Optional.of(
          "the label %s doesn't fit the role %s".formatted(passage.getLabel(), passage.getRole()));
    }
    if (passage.getId().isBlank() || passage.getText().isBlank()) {
      return Optional.of("the id or the text is empty");
    }
    boolean same = passage.getDocumentId().equals(example.getDocumentId());
    if (same != positive) {
      return Optional.of(
          positive
              ? "the positive is of another document than the query"
              : "a negative is of the query's own document");
    }
    return Optional.empty();
  }
}
