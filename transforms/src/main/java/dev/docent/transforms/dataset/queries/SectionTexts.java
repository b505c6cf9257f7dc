package dev.docent.transforms.dataset.queries;

import dev.docent.transforms.dataset.CorpusSection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * Sections in sentences, each parted once: queries and negatives often come from the same. Safe for
 * use by several threads.
 */
public final class SectionTexts {
  private final int pieceBudget;
  private final ToIntFunction<String> pieceCount;
  private final Map<String, SectionText> known = new ConcurrentHashMap<>();

  /**
   * Texts of one corpus or of several.
   *
   * @param pieceBudget word pieces of a passage's text
   * @param pieceCount how many word pieces a text has; called by several threads
   */
  public SectionTexts(int pieceBudget, ToIntFunction<String> pieceCount) {
    this.pieceBudget = pieceBudget;
    this.pieceCount = pieceCount;
  }

  /** A section's text; the section is known by its id. */
  public SectionText of(CorpusSection section) {
    return known.computeIfAbsent(
        section.id(), id -> SectionText.of(section.text(), pieceBudget, pieceCount));
  }
}
