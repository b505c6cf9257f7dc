package dev.docent.models.bases;

/** How a sentence encoder makes one vector of the states of a text's pieces. */
public enum Pooling {
  /** Their mean (Reimers and Gurevych 2019). */
  MEAN,
  /** The first one's, which stands for the whole text, as BERT was pretrained. */
  CLS
}
