package dev.docent.models.bases;

/**
 * A pretrained BERT encoder.
 *
 * @param name as on the command line, such as {@code all-minilm-l6-v2}
 * @param layers transformer blocks
 * @param hidden width of a token's vector
 * @param heads attention heads; they divide the hidden width evenly
 * @param intermediate width inside the feed-forward block
 * @param vocabularySize word pieces
 * @param maxPositions the longest sequence, in word pieces
 * @param gelu the activation's form
 * @param pooling as a sentence encoder
 * @param layerNormEpsilon added to the variance in layer normalization
 * @param licence SPDX identifier of the weights' licence
 * @param source where the weights come from, as Maven coordinates
 */
public record Base(
    String name,
    int layers,
    int hidden,
    int heads,
    int intermediate,
    int vocabularySize,
    int maxPositions,
    Gelu gelu,
    Pooling pooling,
    double layerNormEpsilon,
    String licence,
    String source) {
  public Base {
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "illegal heads value: %d, must divide the hidden width %d".formatted(heads, hidden));
    }
  }

  /** How many numbers the encoder holds. */
  public long parameters() {
    long embeddings = (vocabularySize + maxPositions + 2L + 2) * hidden;
    long block = 4L * hidden * hidden + 2L * hidden * intermediate + intermediate + 9L * hidden;
    return embeddings + layers * block;
  }

  /** Width of one attention head. */
  public int headWidth() {
    return hidden / heads;
  }
}
