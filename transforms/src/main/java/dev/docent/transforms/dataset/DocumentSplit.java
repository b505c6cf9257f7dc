package dev.docent.transforms.dataset;

import dev.docent.records.Split;
import java.io.Serializable;

/**
 * Which split a document belongs to: its hash, a number from 0 to below 1, is in the test share,
 * the validation share above it, or the rest. All of a document's sections go the same way.
 *
 * @param testShare 0 to 0.5
 * @param validationShare 0 to 0.5
 */
public record DocumentSplit(long seed, double testShare, double validationShare)
    implements Serializable {

  public Split of(String documentId) {
    double place = SeededHash.unit(seed, "split", documentId);
    if (place < testShare) {
      return Split.TEST;
    }
    return place < testShare + validationShare ? Split.VALIDATION : Split.TRAIN;
  }
}
