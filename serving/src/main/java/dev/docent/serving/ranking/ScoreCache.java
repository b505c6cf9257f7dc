package dev.docent.serving.ranking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.docent.serving.search.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Scores that a scorer gave before, by what was scored with, the query and the section; bounded by
 * about so many bytes, what is asked for most stays (W-TinyLFU). Safe for use by several threads,
 * scorers and releases.
 */
public final class ScoreCache {
  /** What an entry takes beside its letters: the key, the score, the cache's own record. */
  private static final int ENTRY_BYTES = 160;

  private static final int LETTER_BYTES = 2;

  private final Cache<Key, Float> scores;

  /**
   * @param space what was scored with, and of which index the sections are
   */
  private record Key(String space, String query, String section) {}

  /**
   * @param bytes about how many it may take, 0 or more
   */
  public ScoreCache(long bytes) {
    this.scores =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher(
                (Key key, Float score) ->
                    ENTRY_BYTES + LETTER_BYTES * (key.query.length() + key.section.length()))
            .recordStats()
            // Evictions are made by those who ask: no thread is left behind.
            .executor(Runnable::run)
            .build();
  }

  /** How many scores were found here. */
  public long hits() {
    return stats().hitCount();
  }

  /** How many weren't. */
  public long misses() {
    return stats().missCount();
  }

  private CacheStats stats() {
    return scores.stats();
  }

  /** About how many bytes it takes now. */
  public long bytes() {
    return scores.policy().eviction().map(eviction -> eviction.weightedSize().orElse(0)).orElse(0L);
  }

  /**
   * A scorer that asks another one only for what isn't known here.
   *
   * @param space what is scored with, and of which index the sections are: another model's score,
   *     or that of another text by the same name, is another score
   */
  public Scorer of(Scorer scorer, String space) {
    return new Cached(scorer, space);
  }

  private final class Cached implements Scorer {
    private final Scorer scorer;
    private final String space;

    Cached(Scorer scorer, String space) {
      this.scorer = scorer;
      this.space = space;
    }

    @Override
    public float[] score(String query, List<Candidate> candidates) throws ScoringException {
      return scoreBy(query, candidates, Deadline.none());
    }

    @Override
    public float[] scoreBy(String query, List<Candidate> candidates, Deadline deadline)
        throws ScoringException {
      List<Key> keys = new ArrayList<>();
      candidates.forEach(one -> keys.add(new Key(space, query, one.section().id())));
      Map<Key, Float> known = scores.getAllPresent(keys);
      List<Integer> unknown = new ArrayList<>();
      for (int i = 0; i < keys.size(); i++) {
        if (!known.containsKey(keys.get(i))) {
          unknown.add(i);
        }
      }
      float[] asked =
          unknown.isEmpty() ? new float[0] : asked(query, candidates, unknown, deadline);
      float[] all = new float[candidates.size()];
      for (int i = 0, next = 0; i < all.length; i++) {
        Float score = known.get(keys.get(i));
        if (score != null) {
          all[i] = score;
        } else if (next < asked.length) {
          all[i] = asked[next++];
          // Whatever the model gave in its weak moment isn't to be given again.
          if (Float.isFinite(all[i])) {
            scores.put(keys.get(i), all[i]);
          }
        } else {
          return Arrays.copyOf(all, i);
        }
      }
      return all;
    }

    private float[] asked(
        String query, List<Candidate> candidates, List<Integer> unknown, Deadline deadline)
        throws ScoringException {
      try {
        return scorer.scoreBy(query, unknown.stream().map(candidates::get).toList(), deadline);
      } catch (ScoringException e) {
        if (unknown.get(0) > 0) {
          // Those before it are known: better than none.
          return new float[0];
        }
        throw e;
      }
    }
  }
}
