package dev.docent.transforms.dataset.queries;

import dev.docent.transforms.dataset.CorpusSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Questions that a section's statements answer. The statement stays in the passage. */
final class Questions implements QueryMaker {
  private static final double MARK_SHARE = 0.3;

  @Override
  public QueryKind kind() {
    return QueryKind.QUESTION;
  }

  @Override
  public List<MadeQuery> make(
      CorpusSection section, SectionText text, TermStatistics statistics, SplittableRandom random) {
    List<MadeQuery> made = new ArrayList<>();
    for (int place : Chance.shuffled(text.prose(), random)) {
      if (made.size() == kind().perSection()) {
        break;
      }
      Optional<String> question = QuestionPatterns.ask(Words.clean(text.sentences().get(place)));
      if (question.isPresent() && Words.isTypeable(question.get(), 1)) {
        String mark = random.nextDouble() < MARK_SHARE ? "?" : "";
        made.add(new MadeQuery(question.get() + mark, text.around(place, random)));
      }
    }
    return made;
  }
}
