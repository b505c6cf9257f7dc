package dev.docent.serving.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A text on one line with its words and the starts of its sentences. */
final class AnalyzedText {
  /** What lies further behind is not looked at: nobody reads a section that long in a list. */
  private static final int LONGEST_TEXT = 50_000;

  private final String line;

  /** The different terms, in the order of their hash codes, then in their own. */
  private final String[] terms;

  /** Their hash codes, side by side: most terms that are looked for aren't there. */
  private final int[] hashes;

  /** Where the words of a term begin among all; one more tells where those of the last end. */
  private final int[] firsts;

  /** Of each word, those of one term side by side in reading order. */
  private final int[] starts;

  private final int[] ends;
  private final int[] sentences;

  private AnalyzedText(String line, List<AnalyzedWord> words, int[] sentences) {
    this.line = line;
    this.sentences = sentences;
    List<AnalyzedWord> byTerm = new ArrayList<>(words);
    // The sort is stable: words of one term stay in reading order.
    byTerm.sort(
        Comparator.comparingInt((AnalyzedWord word) -> word.term().hashCode())
            .thenComparing(AnalyzedWord::term));
    List<String> different = new ArrayList<>();
    starts = new int[byTerm.size()];
    ends = new int[byTerm.size()];
    int[] begins = new int[byTerm.size() + 1];
    for (int i = 0; i < starts.length; i++) {
      AnalyzedWord word = byTerm.get(i);
      if (i == 0 || !word.term().equals(byTerm.get(i - 1).term())) {
        begins[different.size()] = i;
        different.add(word.term());
      }
      starts[i] = word.start();
      ends[i] = word.end();
    }
    begins[different.size()] = starts.length;
    terms = different.toArray(String[]::new);
    hashes = different.stream().mapToInt(String::hashCode).toArray();
    firsts = Arrays.copyOf(begins, terms.length + 1);
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

  /** The words whose terms are among given ones. */
  Matches matches(Collection<String> wanted) {
    int[] found = new int[wanted.size()];
    int count = 0;
    int all = 0;
    for (String one : wanted) {
      int term = find(one);
      if (term >= 0) {
        found[count++] = term;
        all += firsts[term + 1] - firsts[term];
      }
    }
    Matches matches = new Matches(all);
    for (int i = 0; i < count; i++) {
      for (int word = firsts[found[i]]; word < firsts[found[i] + 1]; word++) {
        matches.add(starts[word], ends[word], i);
      }
    }
    return matches.inReadingOrder();
  }

  /** The place of a term among all; below 0 where it isn't there. */
  private int find(String term) {
    int hash = term.hashCode();
    int place = Arrays.binarySearch(hashes, hash);
    // Of terms with one hash code the search may find any.
    while (place > 0 && hashes[place - 1] == hash) {
      place--;
    }
    for (; place >= 0 && place < hashes.length && hashes[place] == hash; place++) {
      if (terms[place].equals(term)) {
        return place;
      }
    }
    return -1;
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
                        + analyzed.starts.length
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
