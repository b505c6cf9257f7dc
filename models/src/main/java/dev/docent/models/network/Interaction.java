package dev.docent.models.network;

/** How far the query's and the passage's half of a pair see each other. */
public enum Interaction {
  /** Every token attends to every other: a cross-encoder. */
  JOINT,
  /**
   * Tokens attend to their own half alone, each half with positions of its own: two sentence
   * encoders in one pass. A base tuned as a sentence encoder ranks well so before any training.
   */
  SEPARATE
}
