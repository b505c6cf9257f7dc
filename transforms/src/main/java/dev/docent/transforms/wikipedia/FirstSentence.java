package dev.docent.transforms.wikipedia;

import dev.docent.records.Entry;
import java.text.BreakIterator;
import java.util.Locale;

/** The sentence that says what an entry is about. */
final class FirstSentence {
  /** Shorter 'sentences' end at an abbreviation. */
  private static final int MIN_CHARACTERS = 40;

  private static final int MAX_CHARACTERS = 300;

  private FirstSentence() {}

  static String of(Entry entry) {
    return entry.getSections().isEmpty() ? "" : of(entry.getSections().get(0).getText());
  }

  /** The first sentence of a text; a very long one is cut after a word. */
  static String of(String text) {
    int lineEnd = text.indexOf('\n');
    String line = lineEnd < 0 ? text : text.substring(0, lineEnd);
    BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    sentences.setText(line);
    int end = sentences.next();
    while (end != BreakIterator.DONE && end < Math.min(MIN_CHARACTERS, line.length())) {
      end = sentences.next();
    }
    String sentence = (end == BreakIterator.DONE ? line : line.substring(0, end)).strip();
    if (sentence.length() <= MAX_CHARACTERS) {
      return sentence;
    }
    int space = sentence.lastIndexOf(' ', MAX_CHARACTERS - 3);
    return sentence.substring(0, space > 0 ? space : MAX_CHARACTERS - 3) + "...";
  }
}
