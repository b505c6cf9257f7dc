package dev.docent.transforms.dataset.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.Passage;
import dev.docent.records.PassageRole;
import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.records.TrainingExample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleSchemaTest {
  private static final ExampleSchema SCHEMA = new ExampleSchema(2);

  @Test
  void letsAProperExamplePass() {
    assertEquals(List.of(), SCHEMA.problems(List.of(example("a"), example("b"))));
  }

  @Test
  void wantsIdsOnce() {
    assertEquals(
        List.of("'a': the id is there twice"),
        SCHEMA.problems(List.of(example("a"), example("a"))));
    assertEquals(List.of("an example has no id"), SCHEMA.problems(List.of(example(" "))));
  }

  @ParameterizedTest
  @MethodSource
  void tellsWhatIsWrong(String problem, Consumer<TrainingExample.Builder> damage) {
    TrainingExample.Builder example = TrainingExample.newBuilder(example("a"));
    damage.accept(example);
    assertEquals(List.of("'a': " + problem), SCHEMA.problems(List.of(example.build())));
  }

  static Stream<Arguments> tellsWhatIsWrong() {
    return Stream.of(
        broken("the query is empty", e -> e.setQuery(" ")),
        broken(
            "the kind 'heading' is none of salient-terms, question, cut-sentence, lead-phrase, title-heading, title",
            e -> e.setKind("heading")),
        broken("the document's id is empty", e -> e.setDocumentId("")),
        broken("2 passages, not 3", e -> e.setPassages(e.getPassages().subList(0, 2))),
        passage(
            0,
            "passage 1: the first must be the positive",
            p -> p.setRole(PassageRole.HARD_NEGATIVE)),
        passage(
            1,
            "passage 2: only the first may be the positive",
            p -> p.setRole(PassageRole.POSITIVE)),
        passage(
            2,
            "passage 3: the label 1.0 doesn't fit the role RANDOM_NEGATIVE",
            p -> p.setLabel(1f)),
        passage(0, "passage 1: the label 0.0 doesn't fit the role POSITIVE", p -> p.setLabel(0f)),
        passage(1, "passage 2: the id or the text is empty", p -> p.setText(" ")),
        passage(
            1, "passage 2: a negative is of the query's own document", p -> p.setDocumentId("doc")),
        broken(
            "passage 1: the positive is of another document than the query",
            e -> e.setDocumentId("another")),
        passage(2, "section 'n1' is there twice", p -> p.setId("n1")));
  }

  private static Arguments broken(String problem, Consumer<TrainingExample.Builder> damage) {
    return Arguments.of(problem, damage);
  }

  private static Arguments passage(int place, String problem, Consumer<Passage.Builder> damage) {
    return broken(
        problem,
        example -> {
          List<Passage> passages = new ArrayList<>(example.getPassages());
          Passage.Builder damaged = Passage.newBuilder(passages.get(place));
          damage.accept(damaged);
          passages.set(place, damaged.build());
          example.setPassages(passages);
        });
  }

  private static TrainingExample example(String id) {
    List<Passage> passages = new ArrayList<>();
    passages.add(new Passage("p", "doc", "", "The answer.", 1f, PassageRole.POSITIVE));
    passages.add(new Passage("n1", "other", "", "Another.", 0f, PassageRole.HARD_NEGATIVE));
    passages.add(new Passage("n2", "third", "", "A third.", 0f, PassageRole.RANDOM_NEGATIVE));
    return TrainingExample.newBuilder()
        .setId(id)
        .setQuery("what")
        .setKind("question")
        .setSource(TextSource.SITE)
        .setDocumentId("doc")
        .setSplit(Split.TRAIN)
        .setTopicId(null)
        .setPassages(passages)
        .build();
  }
}
