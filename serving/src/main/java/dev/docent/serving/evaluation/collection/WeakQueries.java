package dev.docent.serving.evaluation.collection;

import dev.docent.records.PassageRole;
import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.records.TrainingExample;
import dev.docent.records.avro.AvroFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The queries of a data set that no training has seen: made from the site's own articles of the
 * validation and test splits, the section each was made from being its one right answer. They are
 * weak judgements, since other sections may answer as well.
 *
 * @param unanswerable left out because their section isn't in the index
 */
public record WeakQueries(List<JudgedQuery> validation, List<JudgedQuery> test, int unanswerable) {
  public WeakQueries {
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /**
   * Reads the examples of a data set.
   *
   * @param indexed tells whether a section id is in the index
   */
  public static WeakQueries read(Path examples, Predicate<String> indexed) throws IOException {
    List<JudgedQuery> validation = new ArrayList<>();
    List<JudgedQuery> test = new ArrayList<>();
    int[] unanswerable = {0};
    AvroFiles.forEach(
        TrainingExample.class,
        examples,
        example -> {
          if (example.getSource() != TextSource.SITE || example.getSplit() == Split.TRAIN) {
            return;
          }
          Map<String, Integer> grades = new LinkedHashMap<>();
          example.getPassages().stream()
              .filter(passage -> passage.getRole() == PassageRole.POSITIVE)
              .filter(passage -> indexed.test(passage.getId()))
              .forEach(passage -> grades.put(passage.getId(), 1));
          if (grades.isEmpty()) {
            unanswerable[0]++;
            return;
          }
          JudgedQuery query =
              new JudgedQuery(
                  example.getId(),
                  example.getQuery(),
                  example.getKind(),
                  example.getDocumentId(),
                  example.getTopicId(),
                  grades);
          (example.getSplit() == Split.TEST ? test : validation).add(query);
        });
    return new WeakQueries(validation, test, unanswerable[0]);
  }

  public int size() {
    return validation.size() + test.size();
  }

  /**
   * A seeded sample of at most {@code limit} queries, a third of them for validation; what one
   * split lacks the other may use. All of them where the limit is 0.
   */
  public WeakQueries sample(int limit, long seed) {
    if (limit == 0 || size() <= limit) {
      return this;
    }
    int forValidation = Math.max(limit / 3, limit - test.size());
    List<JudgedQuery> someValidation =
        forValidation == 0 ? List.of() : QuerySample.of(validation, forValidation, seed);
    List<JudgedQuery> someTest = QuerySample.of(test, limit - someValidation.size(), seed);
    return new WeakQueries(someValidation, someTest, unanswerable);
  }
}
