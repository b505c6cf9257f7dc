package dev.docent.transforms.dataset.queries;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Splits text into sentences; a line's end is always a sentence's end. */
final class Sentences {
  /** After these a full stop doesn't end the sentence. */
  private static final Set<String> ABBREVIATIONS =
      Words.set("e.g. i.e. etc. vs. cf. fig. no. approx. resp. dr. mr. mrs. st.");

  private static final int LONGEST = "approx.".length();

  private Sentences() {}

  static List<String> of(String text) {
    List<String> sentences = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    text.lines().forEach(line -> addTo(sentences, line, breaks));
    return sentences;
  }

  private static void addTo(List<String> sentences, String line, BreakIterator breaks) {
    breaks.setText(line);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      String sentence = line.substring(start, end).strip();
      if (end < line.length() && endsInAbbreviation(sentence)) {
        continue;
      }
      if (!sentence.isEmpty()) {
        sentences.add(sentence);
      }
      start = end;
    }
  }

  private static boolean endsInAbbreviation(String sentence) {
    int end = sentence.length();
    if (!sentence.endsWith(".")) {
      return false;
    }
    int start = end;
    while (start > 0 && end - start <= LONGEST && !isBefore(sentence.charAt(start - 1))) {
      start--;
    }
    return end - start <= LONGEST
        && ABBREVIATIONS.contains(sentence.substring(start).toLowerCase(Locale.ROOT));
  }

  /** What may stand before an abbreviation. */
  private static boolean isBefore(char c) {
    return c == '(' || Words.isSpace(c);
  }
}
