package dev.docent.serving.vectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.docent.records.text.TextEncoder;
import dev.docent.serving.ranking.Deadline;
import dev.docent.serving.ranking.Neighbours;
import dev.docent.serving.ranking.Scorer;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.ranking.TextModel;
import dev.docent.serving.search.Candidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds and scores sections by how near their vectors are to the query's. */
public final class VectorScorer implements Scorer, Neighbours {
  /** Queries whose vectors are kept, of some 2 KB each. */
  private static final int QUERIES = 500;

  private final SectionVectors vectors;
  private final TextEncoder encoder;
  private final TextModel model;

  /** Candidates are found and scored one after the other, and people turn pages. */
  private final Cache<String, float[]> known;

  private final @Nullable Deadline deadline;

  /**
   * A scorer.
   *
   * @param model the sentence encoder that made the vectors
   */
  public VectorScorer(SectionVectors vectors, TextEncoder encoder, TextModel model) {
    this(
        vectors,
        encoder,
        model,
        Caffeine.newBuilder().maximumSize(QUERIES).executor(Runnable::run).build(),
        null);
  }

  private VectorScorer(
      SectionVectors vectors,
      TextEncoder encoder,
      TextModel model,
      Cache<String, float[]> known,
      @Nullable Deadline deadline) {
    this.vectors = vectors;
    this.encoder = encoder;
    this.model = model;
    this.known = known;
    this.deadline = deadline;
  }

  @Override
  public VectorScorer by(Deadline end) {
    return new VectorScorer(vectors, encoder, model, known, end);
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

  /** A score is a few hundred multiplications. */
  @Override
  public boolean ofPool() {
    return true;
  }

  @Override
  public float[] scoreBy(String query, List<Candidate> candidates, Deadline end)
      throws ScoringException {
    return by(end).score(query, candidates);
  }

  private float[] embed(String query) throws ScoringException {
    float[] before = known.getIfPresent(query);
    if (before != null) {
      return before;
    }
    List<int[]> text = List.of(encoder.query(query));
    float[][] vector = deadline == null ? model.embed(text) : model.embedBy(text, deadline);
    if (vector.length != 1) {
      throw new ScoringException(
          "the sentence encoder gave %d vectors for 1 text".formatted(vector.length));
    }
    for (float value : vector[0]) {
      if (!Float.isFinite(value)) {
        throw new ScoringException("the sentence encoder gave a vector with " + value);
      }
    }
    known.put(query, vector[0]);
    return vector[0];
  }
}
