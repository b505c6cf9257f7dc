package dev.docent.transforms.dataset.negatives;

import dev.docent.records.PassageRole;
import dev.docent.records.Split;
import dev.docent.records.lsa.LsaModel;
import dev.docent.transforms.dataset.SeededHash;
import dev.docent.transforms.dataset.queries.Chance;
import dev.docent.transforms.dataset.queries.QueryDraft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Finds a query's negatives: hard ones high in BM25's ranking, those of the positive's topic first,
 * and random ones.
 *
 * <p>What may answer the query as well is no negative: sections of the same document,
 * near-duplicates of the positive, sections with nearly its LSA vector, and those that BM25 scores
 * at more than {@value #MARGIN} of the positive's score (the relative margin of Moreira et al.,
 * "NV-Retriever", 2024). For a training query only sections of training documents are considered,
 * so that no passage of a held-out document is ever trained on; for the others all are.
 */
public final class NegativeMiner {
  /** BM25's ranks from which hard negatives come. */
  static final int DEPTH = 50;

  static final double MARGIN = 0.95;
  static final double NEAR_DUPLICATE = 0.6;
  static final double SAME_PLACE = 0.97;

  /** Hard negatives are drawn from this many of the best candidates for each that is needed. */
  private static final int POOL_FACTOR = 4;

  /** How much a cosine of 1 with the positive counts beside the whole of the positive's BM25. */
  private static final double TOPIC_WEIGHT = 0.3;

  /** A training query whose positive ranks below this in BM25 is about something else as well. */
  static final int WORST_RANK = 20;

  private final Corpus corpus;
  private final int negatives;
  private final double hardShare;
  private final long seed;

  /**
   * A miner over one corpus.
   *
   * @param negatives how many for each query
   * @param hardShare 0 to 1: the share of hard ones; where there are too few, random ones fill up
   */
  public NegativeMiner(Corpus corpus, int negatives, double hardShare, long seed) {
    this.corpus = corpus;
    this.negatives = negatives;
    this.hardShare = hardShare;
    this.seed = seed;
  }

  /** How a query fared. */
  public enum Outcome {
    FOUND,
    /** Too many sections fit the query better than its own. */
    AMBIGUOUS,
    /** The corpus has too few sections that are surely no answer. */
    TOO_FEW
  }

  /** The negatives' places in the corpus with their roles, hard ones first; empty unless found. */
  public record Mined(Outcome outcome, Map<Integer, PassageRole> negatives) {}

  public Mined mine(QueryDraft draft) {
    SplittableRandom random = SeededHash.random(seed, "negatives", draft.id());
    int positive = corpus.ordinal(draft.sectionId());
    boolean trained = draft.split() == Split.TRAIN;
    float score = corpus.index().score(draft.query(), draft.sectionId());
    List<Bm25Index.Hit> hits =
        corpus.index().search(draft.query(), DEPTH, trained ? Split.TRAIN : null);
    long better = hits.stream().filter(hit -> hit.score() > score).count();
    if (trained && better >= WORST_RANK) {
      return new Mined(Outcome.AMBIGUOUS, Map.of());
    }
    Set<Integer> tooGood = new HashSet<>();
    List<Integer> hard = new ArrayList<>();
    hits.stream()
        .filter(hit -> keep(hit, score, positive, tooGood))
        .sorted(Comparator.comparingDouble(hit -> -hardness(hit, score, positive)))
        .forEach(hit -> hard.add(hit.ordinal()));
    Map<Integer, PassageRole> chosen = new LinkedHashMap<>();
    int wanted = (int) Math.round(negatives * hardShare);
    List<Integer> pool = hard.subList(0, Math.min(hard.size(), wanted * POOL_FACTOR));
    Chance.shuffled(pool, random).stream()
        .limit(wanted)
        .forEach(ordinal -> chosen.put(ordinal, PassageRole.HARD_NEGATIVE));
    addRandom(chosen, positive, tooGood, trained, random);
    return chosen.size() == negatives
        ? new Mined(Outcome.FOUND, chosen)
        : new Mined(Outcome.TOO_FEW, Map.of());
  }

  private boolean keep(Bm25Index.Hit hit, float score, int positive, Set<Integer> tooGood) {
    if (hit.score() > score * MARGIN) {
      tooGood.add(hit.ordinal());
      return false;
    }
    return isOther(hit.ordinal(), positive);
  }

  private double hardness(Bm25Index.Hit hit, float score, int positive) {
    return hit.score() / score
        + TOPIC_WEIGHT * LsaModel.cosine(corpus.vector(hit.ordinal()), corpus.vector(positive));
  }

  private void addRandom(
      Map<Integer, PassageRole> chosen,
      int positive,
      Set<Integer> tooGood,
      boolean trained,
      SplittableRandom random) {
    int n = trained ? corpus.train().length : corpus.size();
    if (n == 0) {
      return;
    }
    // A walk with a stride prime to n meets every section once, in an order of chance.
    int start = random.nextInt(n);
    int stride = strideFor(n, random);
    for (int i = 0, at = start; i < n && chosen.size() < negatives; i++) {
      int ordinal = trained ? corpus.train()[at] : at;
      if (!chosen.containsKey(ordinal)
          && !tooGood.contains(ordinal)
          && isOther(ordinal, positive)) {
        chosen.put(ordinal, PassageRole.RANDOM_NEGATIVE);
      }
      at = (int) (((long) at + stride) % n);
    }
  }

  private static int strideFor(int n, SplittableRandom random) {
    int stride = 1 + random.nextInt(n);
    while (gcd(stride, n) != 1) {
      stride++;
    }
    return stride;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Whether a section is of another document, says something else, and says something at all. */
  private boolean isOther(int ordinal, int positive) {
    return !corpus.section(ordinal).documentId().equals(corpus.section(positive).documentId())
        && !corpus.section(ordinal).text().isBlank()
        && LsaModel.cosine(corpus.vector(ordinal), corpus.vector(positive)) <= SAME_PLACE
        && corpus.shingles(ordinal).jaccard(corpus.shingles(positive)) <= NEAR_DUPLICATE;
  }
}
