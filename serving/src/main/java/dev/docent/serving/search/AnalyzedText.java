package dev.docent.serving.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A text on one line with its words and the starts of its sentences. */
final class AnalyzedText {
  /** What lies further behind is not looked at: nobody reads a section that long in a list. */
  private static final int LONGEST_TEXT = 50_000;

  private final String line;
  private final String[] terms;
  private final int[] starts;
  private final int[] ends;
  private final int[] positions;
  private final int[] sentences;

  private AnalyzedText(String line, List<AnalyzedWord> words, int[] sentences) {
    this.line = line;
    this.sentences = sentences;
    terms = new String[words.size()];
    starts = new int[words.size()];
    ends = new int[words.size()];
    positions = new int[words.size()];
    for (int i = 0; i < terms.length; i++) {
      AnalyzedWord word = words.get(i);
      terms[i] = word.term();
      starts[i] = word.start();
      ends[i] = word.end();
      positions[i] = word.position();
    }
  }

  static AnalyzedText of(String text, Language language) {
    String line = text.strip().replaceAll("\\s+", " ");
    List<AnalyzedWord> words =
        AnalyzedWord.of(line.substring(0, Math.min(line.length(), LONGEST_TEXT)), language);
    List<Integer> sentences = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    breaks.setText(line);
    for (int i = breaks.first(); i != BreakIterator.DONE && i < line.length(); i = breaks.next()) {
      sentences.add(i);
    }
    return new AnalyzedText(line, words, sentences.stream().mapToInt(Integer::intValue).toArray());
  }

  String line() {
    return line;
  }

  /** The words whose terms are among given ones, in reading order. */
  List<AnalyzedWord> matches(Set<String> wanted) {
    List<AnalyzedWord> matches = new ArrayList<>();
    for (int i = 0; i < terms.length; i++) {
      if (wanted.contains(terms[i])) {
        matches.add(new AnalyzedWord(terms[i], starts[i], ends[i], positions[i]));
      }
    }
    return matches;
  }

  /** Where the sentence starts that a place is in; -1 in front of the first. */
  int sentenceAt(int place) {
    int found = Arrays.binarySearch(sentences, place);
    int index = found >= 0 ? found : -found - 2;
    return index < 0 ? -1 : sentences[index];
  }

  /** Texts that were analyzed before; those asked for most stay. */
  static final class Known {
    /** Of all their words and letters; each takes some 20 bytes. */
    private static final long WORDS = 2_000_000;

    private static final int LETTERS_A_WORD = 20;

    private final Language language;
    private final Interner<String> terms = Interner.newWeakInterner();
    private final Cache<String, AnalyzedText> texts =
        Caffeine.newBuilder()
            .maximumWeight(WORDS)
            .weigher(
                (String text, AnalyzedText analyzed) ->
                    analyzed.terms.length
                        + analyzed.sentences.length
                        + text.length() / LETTERS_A_WORD)
            // Evictions are made by those who ask: no thread is left behind.
            .executor(Runnable::run)
            .build();

    Known(Language language) {
      this.language = language;
    }

    AnalyzedText get(String text) {
      return texts.get(text, this::analyzed);
    }

    private AnalyzedText analyzed(String text) {
      AnalyzedText analyzed = of(text, language);
      // A site's texts have few different terms.
      Arrays.setAll(analyzed.terms, i -> terms.intern(analyzed.terms[i]));
      return analyzed;
    }
  }
}
