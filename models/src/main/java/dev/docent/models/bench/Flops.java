package dev.docent.models.bench;

import dev.docent.models.bases.Base;

/**
 * Floating-point operations of an encoder, counted by its matrix products; a product and a sum are
 * two. What is not a matrix product (normalization, softmax, GELU, dropout, embeddings, the
 * optimizer) is left out, so that rates are understated.
 */
final class Flops {
  private Flops() {}

  /**
   * Of reading sequences: {@code sequences * length * layers * (8 h^2 + 4 h i + 4 length h)} with
   * the hidden width h and the intermediate width i. The four projections of attention take {@code
   * 8 h^2} a token, the feed-forward block {@code 4 h i}, queries by keys and weights by values
   * {@code 2 length h} each.
   */
  static double forward(Base base, int sequences, int length) {
    double h = base.hidden();
    double token = 8 * h * h + 4 * h * base.intermediate() + 4 * h * length;
    return token * base.layers() * length * sequences;
  }

  /** Of training on them: the gradients by inputs and by weights each take what reading takes. */
  static double training(Base base, int sequences, int length) {
    return 3 * forward(base, sequences, length);
  }
}
