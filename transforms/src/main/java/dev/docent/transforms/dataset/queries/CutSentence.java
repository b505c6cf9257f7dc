package dev.docent.transforms.dataset.queries;

import dev.docent.transforms.dataset.CorpusSection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A sentence cut to 10 to 24 words and taken out of its passage, so that the rest must tell what it
 * belongs to (the inverse cloze task: Lee et al., "Latent retrieval for weakly supervised open
 * domain question answering", 2019).
 */
final class CutSentence implements QueryMaker {
  static final int MIN_WORDS = 10;
  static final int MAX_WORDS = 24;

  /** A passage shorter than this says too little without its sentence. */
  private static final int MIN_REST_WORDS = 20;

  @Override
  public QueryKind kind() {
    return QueryKind.CUT_SENTENCE;
  }

  @Override
  public Attempts make(
      CorpusSection section, SectionText text, TermStatistics statistics, SplittableRandom random) {
    return new Attempts(
        Chance.shuffled(text.prose(), random),
        kind().perSection(),
        place -> cut(text, place, random));
  }

  private static Optional<MadeQuery> cut(SectionText text, int place, SplittableRandom random) {
    List<String> words = Words.of(Words.clean(text.sentences().get(place)));
    if (words.size() < MIN_WORDS) {
      return Optional.empty();
    }
    SectionText.Window window = text.aroundGap(place, random);
    String query = Words.join(Words.trimEnd(cut(words, random)));
    return Words.count(text.textWithout(window, place)) >= MIN_REST_WORDS
            && Words.isProse(query)
            && Words.isTypeable(query, 3)
        ? Optional.of(new MadeQuery(query, window, place))
        : Optional.empty();
  }

  private static List<String> cut(List<String> words, SplittableRandom random) {
    int length = Math.min(words.size(), MIN_WORDS + random.nextInt(MAX_WORDS - MIN_WORDS + 1));
    int from = random.nextInt(words.size() - length + 1);
    return words.subList(from, from + length);
  }
}
