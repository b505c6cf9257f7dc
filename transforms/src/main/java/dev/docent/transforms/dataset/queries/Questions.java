package dev.docent.transforms.dataset.queries;

import dev.docent.transforms.dataset.CorpusSection;
import java.util.SplittableRandom;

/** Questions that a section's statements answer. The statement stays in the passage. */
final class Questions implements QueryMaker {
  private static final double MARK_SHARE = 0.3;

  @Override
  public QueryKind kind() {
    return QueryKind.QUESTION;
  }

  @Override
  public Attempts make(
      CorpusSection section, SectionText text, TermStatistics statistics, SplittableRandom random) {
    return new Attempts(
        Chance.shuffled(text.prose(), random),
        kind().perSection(),
        place ->
            QuestionPatterns.ask(Words.clean(text.sentences().get(place)))
                .filter(question -> Words.isTypeable(question, 1))
                .map(
                    question -> {
                      String mark = random.nextDouble() < MARK_SHARE ? "?" : "";
                      return new MadeQuery(question + mark, text.around(place, random));
                    }));
  }
}
