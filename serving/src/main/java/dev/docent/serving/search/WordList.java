package dev.docent.serving.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.search.spell.SuggestWord;
import org.apache.lucene.util.BytesRef;

/** The words of the articles as they are written, to end and to mend what a user types. */
final class WordList {
  private static final int COMPLETIONS = 20;
  private static final int LOOKED_AT = 5000;
  private static final int SHORTEST_PREFIX = 2;

  /** Letters of the words whose mending is remembered, and what each takes beside them. */
  private static final long REMEMBERED = 1 << 20;

  private static final int ENTRY = 50;

  private final DirectoryReader reader;
  private final Language language;

  /** Empty for words that articles have, and for those that nothing is like. */
  private final Cache<String, Optional<String>> better =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED)
          .weigher((String word, Optional<String> mended) -> ENTRY + word.length())
          // Evictions are made by those who ask: no thread is left behind.
          .executor(Runnable::run)
          .build();

  WordList(DirectoryReader reader, Language language) {
    this.reader = reader;
    this.language = language;
  }

  /** The commonest words that begin so, the commonest first; of those looked at in their order. */
  List<String> completions(String prefix) {
    String start = prefix.toLowerCase(Locale.ROOT);
    if (start.length() < SHORTEST_PREFIX) {
      return List.of();
    }
    try {
      Terms terms = MultiTerms.getTerms(reader, SectionFields.WORDS);
      return terms == null ? List.of() : commonest(terms.iterator(), new BytesRef(start));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Counted(String word, int sections) {}

  private static List<String> commonest(TermsEnum words, BytesRef start) throws IOException {
    Comparator<Counted> rarestFirst =
        Comparator.comparingInt(Counted::sections)
            .thenComparing(Comparator.comparing(Counted::word).reversed());
    PriorityQueue<Counted> best = new PriorityQueue<>(rarestFirst);
    if (words.seekCeil(start) == TermsEnum.SeekStatus.END) {
      return List.of();
    }
    for (int i = 0; i < LOOKED_AT; i++) {
      BytesRef word = words.term();
      if (word == null || !org.apache.lucene.util.StringHelper.startsWith(word, start)) {
        break;
      }
      best.add(new Counted(word.utf8ToString(), words.docFreq()));
      if (best.size() > COMPLETIONS) {
        best.remove();
      }
      if (words.next() == null) {
        break;
      }
    }
    return best.stream().sorted(rarestFirst.reversed()).map(Counted::word).toList();
  }

  /**
   * The text with the words that no article has replaced by the likest that one has.
   *
   * @return empty where every word is known, or none is like an unknown one
   */
  Optional<String> mended(String text) {
    if (language.isOfPairs()) {
      return Optional.empty();
    }
    StringBuilder mended = new StringBuilder();
    int done = 0;
    boolean changed = false;
    for (AnalyzedWord word : AnalyzedWord.of(text, language)) {
      String surface = text.substring(word.start(), word.end()).toLowerCase(Locale.ROOT);
      Optional<String> better = this.better.get(surface, this::likest);
      mended.append(text, done, word.start());
      mended.append(better.orElse(text.substring(word.start(), word.end())));
      done = word.end();
      changed |= better.isPresent();
    }
    return changed ? Optional.of(mended.append(text.substring(done)).toString()) : Optional.empty();
  }

  private Optional<String> likest(String word) {
    try {
      Terms all = MultiTerms.getTerms(reader, SectionFields.WORDS);
      if (all == null || !word.codePoints().allMatch(Character::isLetter)) {
        return Optional.empty();
      }
      DirectSpellChecker speller = new DirectSpellChecker();
      SuggestWord[] found =
          speller.suggestSimilar(
              new Term(SectionFields.WORDS, word),
              1,
              reader,
              SuggestMode.SUGGEST_WHEN_NOT_IN_INDEX);
      return found.length == 0 ? Optional.empty() : Optional.of(found[0].string);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
