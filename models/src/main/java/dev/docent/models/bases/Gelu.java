package dev.docent.models.bases;

/**
 * The form of the Gaussian error linear unit (Hendrycks and Gimpel 2016) that a model was
 * pretrained with.
 */
public enum Gelu {
  /** {@code x * (1 + erf(x / sqrt(2))) / 2}. */
  ERF,
  /** The approximation by tanh that Google's first BERT release uses. */
  TANH
}
