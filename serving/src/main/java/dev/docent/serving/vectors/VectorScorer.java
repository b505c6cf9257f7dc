package dev.docent.serving.vectors;

import dev.docent.records.text.TextEncoder;
import dev.docent.serving.ranking.Neighbours;
import dev.docent.serving.ranking.Scorer;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.ranking.TextModel;
import dev.docent.serving.search.Candidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds and scores sections by how near their vectors are to the query's. */
public final class VectorScorer implements Scorer, Neighbours {
  private final SectionVectors vectors;
  private final TextEncoder encoder;
  private final TextModel model;

  /** The query asked last: candidates are found and scored one after the other. */
  private volatile @Nullable Embedded last;

  private record Embedded(String query, float[] vector) {}

  /**
   * A scorer.
   *
   * @param model the sentence encoder that made the vectors
   */
  public VectorScorer(SectionVectors vectors, TextEncoder encoder, TextModel model) {
    this.vectors = vectors;
    this.encoder = encoder;
    this.model = model;
  }

  @Override
  public List<String> nearest(String query, int n) throws ScoringException {
    return vectors.nearest(embed(query), n);
  }

  @Override
  public float[] nearness(String query, List<String> sectionIds) throws ScoringException {
    return vectors.cosines(embed(query), sectionIds);
  }

  @Override
  public float[] score(String query, List<Candidate> candidates) throws ScoringException {
    return nearness(query, candidates.stream().map(candidate -> candidate.section().id()).toList());
  }

  private float[] embed(String query) throws ScoringException {
    Embedded known = last;
    if (known != null && known.query().equals(query)) {
      return known.vector();
    }
    float[][] vector = model.embed(List.of(encoder.query(query)));
    if (vector.length != 1) {
      throw new ScoringException(
          "the sentence encoder gave %d vectors for 1 text".formatted(vector.length));
    }
    last = new Embedded(query, vector[0]);
    return vector[0];
  }
}
