package dev.docent.transforms.dataset.queries;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Splits text into sentences; a line's end is always a sentence's end. */
final class Sentences {
  /** After these a full stop doesn't end the sentence. */
  private static final Pattern ABBREVIATION =
      Pattern.compile(
          "(?i)(?:^|[\\s(])(?:e\\.g|i\\.e|etc|vs|cf|fig|no|approx|resp|dr|mr|mrs|st)\\.$");

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
      if (end < line.length() && sentence.endsWith(".") && ABBREVIATION.matcher(sentence).find()) {
        continue;
      }
      if (!sentence.isEmpty()) {
        sentences.add(sentence);
      }
      start = end;
    }
  }
}
