package dev.docent.serving.vectors;

/** The fields of an index of vectors: a document a window. */
final class VectorFields {
  /** The section's id, also the order of the index. */
  static final String SECTION = "section";

  /** Of length 1. */
  static final String VECTOR = "vector";

  private VectorFields() {}
}
