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
 * Finds a query's negatives: hard ones high in BM25's ranking, those near to the positive in the
 * LSA space first; hard ones that are the query's nearest in the LSA space and not in BM25's list;
 * and random ones.
 *
 * <p>What may answer the query as well is no negative: sections of the same document,
 * near-duplicates of the positive, sections with nearly its LSA vector, and those that the ranker
 * that found them scores at more than a fraction of the positive's score (the relative margin of
 * Moreira et al., "NV-Retriever", 2024). For a training query only sections of training documents
 * are considered, so that no passage of a held-out document is ever trained on; for the others all
 * are.
 */
public final class NegativeMiner {
  /** Ranks of BM25 and of LSA from which hard negatives come. */
  static final int DEPTH = 50;

  static final double NEAR_DUPLICATE = 0.6;
  static final double SAME_PLACE = 0.97;

  /** Hard negatives are drawn from this many of the best candidates for each that is needed. */
  private static final int POOL_FACTOR = 4;

  /** How much a cosine of 1 with the positive counts beside the whole of the positive's BM25. */
  private static final double TOPIC_WEIGHT = 0.3;

  /** A training query whose positive ranks below this in BM25 is about something else as well. */
  static final int WORST_RANK = 20;

  private final Corpus corpus;
  private final NegativePlan plan;
  private final long seed;

  /** A miner over one corpus. */
  public NegativeMiner(Corpus corpus, NegativePlan plan, long seed) {
    this.corpus = corpus;
    this.plan = plan;
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

  /**
   * Candidates that were no negatives.
   *
   * @param overBm25Margin too near to the positive's BM25 score
   * @param overLsaMargin too near to the positive's cosine with the query
   * @param duplicates near-duplicates of the positive, or nearly in its place of the LSA space
   */
  public record Dropped(int overBm25Margin, int overLsaMargin, int duplicates) {
    static final Dropped NONE = new Dropped(0, 0, 0);
  }

  /**
   * What came of it.
   *
   * @param negatives their places in the corpus with their roles, hard ones first; empty unless
   *     found
   * @param byLsa how many of them LSA found
   */
  public record Mined(
      Outcome outcome, Map<Integer, PassageRole> negatives, int byLsa, Dropped dropped) {
    static Mined without(Outcome outcome, Dropped dropped) {
      return new Mined(outcome, Map.of(), 0, dropped);
    }
  }

  public Mined mine(QueryDraft draft) {
    SplittableRandom random = SeededHash.random(seed, "negatives", draft.id());
    int positive = corpus.ordinal(draft.sectionId());
    boolean trained = draft.split() == Split.TRAIN;
    Bm25Index.Analyzed query = corpus.index().analyze(draft.query());
    List<Bm25Index.Hit> hits = corpus.index().search(query, DEPTH, trained ? Split.TRAIN : null);
    float score = score(query, positive, hits);
    long better = hits.stream().filter(hit -> hit.score() > score).count();
    if (trained && better >= WORST_RANK) {
      return Mined.without(Outcome.AMBIGUOUS, Dropped.NONE);
    }
    Tally tally = new Tally();
    List<Integer> ranked = byBm25(hits, score, positive, tally);
    List<Integer> near =
        plan.byLsa() == 0 ? List.of() : byLsa(draft, hits, positive, trained, tally);
    List<Integer> lsa = drawn(near, plan.byLsa(), SeededHash.random(seed, "lsa", draft.id()));
    Map<Integer, PassageRole> chosen = new LinkedHashMap<>();
    for (int ordinal : drawn(ranked, plan.hard() - lsa.size(), random)) {
      chosen.put(ordinal, PassageRole.HARD_NEGATIVE);
    }
    lsa.forEach(ordinal -> chosen.put(ordinal, PassageRole.HARD_NEGATIVE));
    addRandom(chosen, positive, tally.tooGood, trained, random);
    return chosen.size() == plan.negatives()
        ? new Mined(Outcome.FOUND, chosen, lsa.size(), tally.dropped())
        : Mined.without(Outcome.TOO_FEW, tally.dropped());
  }

  /** The positive's score: mostly it is among the hits. */
  private float score(Bm25Index.Analyzed query, int positive, List<Bm25Index.Hit> hits) {
    for (Bm25Index.Hit hit : hits) {
      if (hit.ordinal() == positive) {
        return hit.score();
      }
    }
    return corpus.index().score(query, corpus.section(positive).id());
  }

  /** What is dropped of one query's candidates. */
  private static final class Tally {
    private final Set<Integer> tooGood = new HashSet<>();
    private int overBm25Margin;
    private int overLsaMargin;
    private int duplicates;

    Dropped dropped() {
      return new Dropped(overBm25Margin, overLsaMargin, duplicates);
    }
  }

  /** So many of the best candidates, by chance. */
  private static List<Integer> drawn(List<Integer> best, int wanted, SplittableRandom random) {
    List<Integer> pool = best.subList(0, Math.min(best.size(), wanted * POOL_FACTOR));
    return Chance.shuffled(pool, random).stream().limit(wanted).toList();
  }

  private List<Integer> byBm25(List<Bm25Index.Hit> hits, float score, int positive, Tally tally) {
    return hits.stream()
        .filter(hit -> keep(hit, score, positive, tally))
        .map(hit -> new Candidate(hit.ordinal(), hardness(hit, score, positive)))
        .sorted(Comparator.comparingDouble(Candidate::hardness).reversed())
        .map(Candidate::ordinal)
        .toList();
  }

  private record Candidate(int ordinal, double hardness) {}

  private boolean keep(Bm25Index.Hit hit, float score, int positive, Tally tally) {
    if (hit.score() > score * plan.bm25Margin()) {
      tally.tooGood.add(hit.ordinal());
      tally.overBm25Margin += isOfOtherDocument(hit.ordinal(), positive) ? 1 : 0;
      return false;
    }
    return keep(hit.ordinal(), positive, tally);
  }

  private boolean keep(int ordinal, int positive, Tally tally) {
    if (!isOfOtherDocument(ordinal, positive)) {
      return false;
    }
    boolean says = saysSomethingElse(ordinal, positive);
    tally.duplicates += says ? 0 : 1;
    return says;
  }

  private List<Integer> byLsa(
      QueryDraft draft, List<Bm25Index.Hit> hits, int positive, boolean trained, Tally tally) {
    float[] place = corpus.place(draft.query());
    float most = (float) plan.lsaMargin() * LsaModel.cosine(place, corpus.vector(positive));
    Set<Integer> listed = new HashSet<>();
    hits.forEach(hit -> listed.add(hit.ordinal()));
    List<Integer> near = new ArrayList<>();
    for (LsaNeighbours.Neighbour each : LsaNeighbours.of(place, corpus, trained, listed, DEPTH)) {
      if (each.cosine() > most) {
        tally.tooGood.add(each.ordinal());
        tally.overLsaMargin += isOfOtherDocument(each.ordinal(), positive) ? 1 : 0;
      } else if (keep(each.ordinal(), positive, tally)) {
        near.add(each.ordinal());
      }
    }
    return near;
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
    for (int i = 0, at = start; i < n && chosen.size() < plan.negatives(); i++) {
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

  private boolean isOther(int ordinal, int positive) {
    return isOfOtherDocument(ordinal, positive) && saysSomethingElse(ordinal, positive);
  }

  private boolean isOfOtherDocument(int ordinal, int positive) {
    return !corpus.section(ordinal).documentId().equals(corpus.section(positive).documentId());
  }

  /** Whether a section says something, and something else than the positive. */
  private boolean saysSomethingElse(int ordinal, int positive) {
    return !corpus.section(ordinal).text().isBlank()
        && LsaModel.cosine(corpus.vector(ordinal), corpus.vector(positive)) <= SAME_PLACE
        && !corpus.shingles(ordinal).resembles(corpus.shingles(positive), NEAR_DUPLICATE);
  }
}
