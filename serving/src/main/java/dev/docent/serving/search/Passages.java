package dev.docent.serving.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds where a text speaks of what was searched for. */
public final class Passages {
  /** How far a passage starts before a word when no sentence starts near it. */
  private static final int LEAD_IN = 60;

  private final Set<String> terms;
  private final Function<String, AnalyzedText> analysis;

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
    List<AnalyzedWord> matches = analyzed.matches(terms);
    if (line.length() <= length) {
      return cut(line, 0, line.length(), matches);
    }
    int bestStart = 0;
    int bestScore = -1;
    for (int start : starts(analyzed, matches)) {
      int score = score(matches, start, start + length);
      if (score > bestScore) {
        bestScore = score;
        bestStart = start;
      }
    }
    return cut(line, bestStart, wordEnd(line, bestStart, length), matches);
  }

  /** Where a passage may start: at sentences and a little before matches. */
  private static TreeSet<Integer> starts(AnalyzedText text, List<AnalyzedWord> matches) {
    TreeSet<Integer> starts = new TreeSet<>();
    starts.add(0);
    for (AnalyzedWord match : matches) {
      int sentence = text.sentenceAt(match.start());
      if (sentence >= 0 && match.start() - sentence <= 3 * LEAD_IN) {
        starts.add(sentence);
      } else {
        starts.add(wordStart(text.line(), match.start() - LEAD_IN));
      }
    }
    return starts;
  }

  /** Distinct words count first, their number next. */
  private static int score(List<AnalyzedWord> matches, int start, int end) {
    Set<String> distinct = new HashSet<>();
    int count = 0;
    for (AnalyzedWord match : matches) {
      if (match.start() >= end) {
        break;
      }
      if (match.start() >= start && match.end() <= end) {
        distinct.add(match.term());
        count++;
      }
    }
    return distinct.size() * 100 + Math.min(count, 99);
  }

  private static Passage cut(String text, int start, int end, List<AnalyzedWord> matches) {
    List<Passage.Highlight> highlights = new ArrayList<>();
    for (AnalyzedWord match : matches) {
      if (match.start() >= start && match.end() <= end) {
        add(highlights, match.start() - start, match.end() - start);
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
