package dev.docent.serving.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * A word of a text with the term it is found by.
 *
 * @param start where it starts in the text, in chars
 * @param end behind its last char
 * @param position of the word in the text; stop words have one too
 */
record AnalyzedWord(String term, int start, int end, int position) {
  /** Control characters and halves of surrogate pairs would glue words together. */
  private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

  /** The words of a text in reading order, without stop words. */
  static List<AnalyzedWord> of(String text, Language language) {
    String clean = NO_TEXT.matcher(text).replaceAll(" ");
    List<AnalyzedWord> words = new ArrayList<>();
    try (TokenStream tokens = language.analyzer().tokenStream(SectionFields.TEXT, clean)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
      tokens.reset();
      int position = -1;
      while (tokens.incrementToken()) {
        position += step.getPositionIncrement();
        words.add(
            new AnalyzedWord(term.toString(), offset.startOffset(), offset.endOffset(), position));
      }
      tokens.end();
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the word carries grammar rather than a subject. */
  boolean isFunctionWord(String text, Language language) {
    return language.isFunctionWord(text.substring(start, end));
  }
}
