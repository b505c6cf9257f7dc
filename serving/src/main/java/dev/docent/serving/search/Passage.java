package dev.docent.serving.search;

import java.util.List;

/**
 * A part of a text that is shown, with the words in it that were searched for.
 *
 * @param highlights where those words are in {@code text}, in order, without overlap
 * @param cutBefore whether the text goes on before it
 * @param cutAfter whether the text goes on after it
 */
public record Passage(
    String text, List<Highlight> highlights, boolean cutBefore, boolean cutAfter) {
  /** From {@code start} to before {@code end}, in chars. */
  public record Highlight(int start, int end) {}

  public Passage {
    highlights = List.copyOf(highlights);
  }
}
