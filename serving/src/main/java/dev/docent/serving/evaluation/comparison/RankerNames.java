package dev.docent.serving.evaluation.comparison;

/** The names of the rankers compared; also those of their run files. */
public final class RankerNames {
  /** BM25 alone. */
  public static final String BM25 = "bm25";

  /** Cosine in the site's space of topics. */
  public static final String LSA = "lsa";

  /** The model's order of the candidates. */
  public static final String MODEL = "model";

  /** The sentence encoder's order of the same candidates. */
  public static final String ENCODER = "encoder";

  /** The sentence encoder and BM25 fused by halves: the candidates' order. */
  public static final String ENCODER_FUSED = "encoder-bm25";

  /** The sentence encoder all-MiniLM-L6-v2 as it comes. */
  public static final String ZERO_SHOT = "zero-shot";

  /** The same fused with BM25 by halves. */
  public static final String ZERO_SHOT_FUSED = "zero-shot-bm25";

  /** Model and BM25 fused by halves: without the sentence encoder. */
  public static final String MODEL_FUSED = "model-bm25";

  /** Model, sentence encoder and BM25 fused by thirds. */
  public static final String THIRDS = "thirds";

  /** All scorers fused by weight: what the search does. */
  public static final String RERANKED = "reranked";

  /** The published model, fused by its own weights. */
  public static final String PRODUCTION = "production";

  private RankerNames() {}
}
