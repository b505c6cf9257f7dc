package dev.docent.transforms.dataset.negatives;

import java.io.Serializable;

/**
 * Which negatives a query gets.
 *
 * @param negatives how many for each query, from 1 on
 * @param hardShare 0 to 1: the share of hard ones; where there are too few, random ones fill up
 * @param lsaShare 0 to 1: the share of the hard ones that come from the LSA space; where there are
 *     too few, BM25's fill up
 * @param bm25Margin above 0 to 1: a candidate with more than this fraction of the positive's BM25
 *     score is dropped
 * @param lsaMargin above 0 to 1: a candidate of LSA with more than this fraction of the positive's
 *     cosine with the query is dropped
 */
public record NegativePlan(
    int negatives, double hardShare, double lsaShare, double bm25Margin, double lsaMargin)
    implements Serializable {

  int hard() {
    return (int) Math.round(negatives * hardShare);
  }

  int byLsa() {
    return (int) Math.round(hard() * lsaShare);
  }
}
