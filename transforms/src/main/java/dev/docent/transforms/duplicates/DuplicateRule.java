package dev.docent.transforms.duplicates;

import java.io.Serializable;

/**
 * Which articles are compared, and how alike is the same.
 *
 * @param similarity least Jaccard similarity of near-duplicates, 0.5 to 1; with 1 exact ones alone
 * @param documents whether plain text documents are compared as well. A judged collection refers to
 *     its documents by id, so leaving some out would falsify what is measured on it.
 */
public record DuplicateRule(double similarity, boolean documents) implements Serializable {
  /**
   * @throws IllegalArgumentException if the similarity is out of its range
   */
  public DuplicateRule {
    if (!(similarity >= 0.5 && similarity <= 1)) {
      throw new IllegalArgumentException(
          "illegal similarity: %s, must be between 0.5 and 1".formatted(similarity));
    }
  }

  boolean exactOnly() {
    return similarity == 1;
  }
}
