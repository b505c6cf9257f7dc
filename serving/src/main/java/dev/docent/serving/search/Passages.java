package dev.docent.serving.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds where a text speaks of what was searched for. Made for one answer; not safe for use by
 * several threads.
 */
public final class Passages {
  /** How far a passage starts before a word when no sentence starts near it. */
  private static final int LEAD_IN = 60;

  private final Set<String> terms;
  private final Function<String, AnalyzedText> analysis;

  /** Titles and headings come several times in an answer. */
  private final Map<String, Passage> wholes = new HashMap<>();

  private Passages(Set<String> terms, Function<String, AnalyzedText> analysis) {
    this.terms = terms;
    this.analysis = analysis;
  }

  /** Prepares for a query in English. */
  public static Passages of(String query) {
    return of(query, Language.ENGLISH);
  }

  /** Prepares for a query; its function words count only where it has nothing else. */
  public static Passages of(String query, Language language) {
    Set<String> subject = new HashSet<>();
    Set<String> all = new HashSet<>();
    for (AnalyzedWord word : AnalyzedWord.of(query, language)) {
      all.add(word.term());
      if (!word.isFunctionWord(query, language)) {
        subject.add(word.term());
      }
    }
    return new Passages(subject.isEmpty() ? all : subject, some -> AnalyzedText.of(some, language));
  }

  /** The same, and other terms that count as those of the query. */
  public Passages with(Set<String> others) {
    Set<String> more = new HashSet<>(terms);
    more.addAll(others);
    return new Passages(more, analysis);
  }

  /** The same for texts of an index, which remembers them. */
  public Passages of(SectionIndex index) {
    return new Passages(terms, index.analyzed()::get);
  }

  /** The whole of a short text, such as a title, with its highlights. */
  public Passage whole(String text) {
    return wholes.computeIfAbsent(text, this::marked);
  }

  private Passage marked(String text) {
    AnalyzedText analyzed = analysis.apply(text);
    String line = analyzed.line();
    return cut(line, 0, line.length(), analyzed.matches(terms));
  }

  /**
   * The part with the most of the query's words, the earliest of equals; it starts with a sentence
   * where it can.
   *
   * @param length of the part in chars, about
   */
  public Passage best(String text, int length) {
    AnalyzedText analyzed = analysis.apply(text);
    String line = analyzed.line();
    Matches matches = analyzed.matches(terms);
    if (line.length() <= length) {
      return cut(line, 0, line.length(), matches);
    }
    int start = bestStart(starts(analyzed, matches), matches, length);
    return cut(line, start, wordEnd(line, start, length), matches);
  }

  /** Where a passage may start, in order: at sentences and a little before matches. */
  private static int[] starts(AnalyzedText text, Matches matches) {
    int[] starts = new int[matches.size() + 1];
    for (int i = 0; i < matches.size(); i++) {
      int sentence = text.sentenceAt(matches.start(i));
      starts[i + 1] =
          sentence >= 0 && matches.start(i) - sentence <= 3 * LEAD_IN
              ? sentence
              : wordStart(text.line(), matches.start(i) - LEAD_IN);
    }
    Arrays.sort(starts);
    return starts;
  }

  /** The start with the most words behind it: different ones count first, their number next. */
  private int bestStart(int[] starts, Matches matches, int length) {
    int bestStart = 0;
    int bestScore = -1;
    int[] within = new int[terms.size()];
    int different = 0;
    int from = 0;
    int to = 0;
    // Starts and matches are both in order: a match comes into the part once, and leaves it once.
    for (int start : starts) {
      for (; to < matches.size() && matches.end(to) <= start + length; to++) {
        different += within[matches.term(to)]++ == 0 ? 1 : 0;
      }
      for (; from < to && matches.start(from) < start; from++) {
        different -= --within[matches.term(from)] == 0 ? 1 : 0;
      }
      int score = different * 100 + Math.min(to - from, 99);
      if (score > bestScore) {
        bestScore = score;
        bestStart = start;
      }
    }
    return bestStart;
  }

  private static Passage cut(String text, int start, int end, Matches matches) {
    List<Passage.Highlight> highlights = new ArrayList<>();
    for (int i = 0; i < matches.size(); i++) {
      if (matches.start(i) >= start && matches.end(i) <= end) {
        add(highlights, matches.start(i) - start, matches.end(i) - start);
      }
    }
    return new Passage(text.substring(start, end), highlights, start > 0, end < text.length());
  }

  /** Pairs of characters overlap; what is marked doesn't. */
  private static void add(List<Passage.Highlight> highlights, int start, int end) {
    int last = highlights.size() - 1;
    if (last >= 0 && highlights.get(last).end() > start) {
      Passage.Highlight before = highlights.remove(last);
      highlights.add(new Passage.Highlight(before.start(), Math.max(before.end(), end)));
    } else {
      highlights.add(new Passage.Highlight(start, end));
    }
  }

  private static int wordStart(String text, int near) {
    int start = Math.max(0, near);
    while (start > 0 && start < text.length() && !Character.isWhitespace(text.charAt(start - 1))) {
      start++;
    }
    return Math.min(start, text.length() - 1);
  }

  private static int wordEnd(String text, int start, int length) {
    int end = Math.min(text.length(), start + length);
    if (end == text.length()) {
      return end;
    }
    int space = text.lastIndexOf(' ', end);
    int cut = space > start + length / 2 ? space : end;
    return Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut;
  }
}
