package dev.docent.transforms.dataset.negatives;

import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Words that are analyzed already, in the form that Lucene indexes; one text after the other. */
final class WordStream extends TokenStream {
  private final CharTermAttribute word = addAttribute(CharTermAttribute.class);
  private List<String> words = List.of();
  private int next;

  /** The stream, about to give these words. */
  WordStream of(List<String> text) {
    words = text;
    return this;
  }

  @Override
  public void reset() {
    next = 0;
  }

  @Override
  public boolean incrementToken() {
    if (next == words.size()) {
      return false;
    }
    clearAttributes();
    word.append(words.get(next++));
    return true;
  }
}
