package dev.docent.transforms.topics;

import dev.docent.records.TermWeight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;

/** Picks the terms that tell what a topic is about. */
final class TopTerms {
  /** Terms lighter than this share of the topic's heaviest say nothing of it. */
  private static final double FAINT = 0.05;

  private static final int LABEL_TERMS = 4;

  private TopTerms() {}

  /** The columns of the greatest values, greatest first; of equal ones the lower column first. */
  static int[] heaviest(int columns, IntToDoubleFunction value, int n) {
    Comparator<Integer> lightestFirst =
        Comparator.<Integer>comparingDouble(value::applyAsDouble)
            .thenComparing(Comparator.reverseOrder());
    PriorityQueue<Integer> kept = new PriorityQueue<>(n + 1, lightestFirst);
    for (int column = 0; column < columns; column++) {
      kept.add(column);
      if (kept.size() > n) {
        kept.poll();
      }
    }
    Integer[] heaviest = kept.toArray(Integer[]::new);
    Arrays.sort(heaviest, lightestFirst.reversed());
    return Arrays.stream(heaviest).mapToInt(Integer::intValue).toArray();
  }

  /** The columns of a topic's heaviest terms of either sign. */
  static int[] heaviest(SingularVectors vectors, int topic, int n) {
    return heaviest(vectors.terms(), term -> Math.abs(vectors.weight(term, topic)), n);
  }

  /** The weight up to which a term says nothing of a topic. */
  static double faintest(SingularVectors vectors, int topic) {
    int heaviest = heaviest(vectors, topic, 1)[0];
    return FAINT * Math.abs(vectors.weight(heaviest, topic));
  }

  /**
   * A topic's terms of one sign, heaviest first, without the faint ones.
   *
   * @param sign 1 or -1
   */
  static List<TermWeight> ofSign(
      SingularVectors vectors, Lexicon lexicon, int topic, int sign, int n) {
    double faintest = faintest(vectors, topic);
    List<TermWeight> terms = new ArrayList<>();
    for (int term : heaviest(vectors.terms(), t -> sign * vectors.weight(t, topic), n)) {
      double weight = vectors.weight(term, topic);
      if (sign * weight > faintest) {
        terms.add(new TermWeight(lexicon.term(term), lexicon.surface(term), weight));
      }
    }
    return terms;
  }

  /**
   * The first few of some terms as people write them, such as {@code pods, cluster, nodes,
   * kubelet}. Single letters, which name a variable rather than a subject, and single characters of
   * scripts without spaces come in only where there is nothing else.
   */
  static String label(List<TermWeight> positive) {
    LinkedHashMap<String, String> surfaces = new LinkedHashMap<>();
    addSurfaces(positive.stream().filter(term -> !isOneCharacter(term)).toList(), surfaces);
    if (surfaces.isEmpty()) {
      addSurfaces(positive, surfaces);
    }
    return String.join(", ", surfaces.values());
  }

  private static void addSurfaces(List<TermWeight> terms, LinkedHashMap<String, String> surfaces) {
    for (TermWeight term : terms) {
      if (surfaces.size() < LABEL_TERMS) {
        surfaces.putIfAbsent(term.getSurface().toLowerCase(Locale.ROOT), term.getSurface());
      }
    }
  }

  private static boolean isOneCharacter(TermWeight term) {
    String surface = term.getSurface();
    return surface.codePointCount(0, surface.length()) == 1;
  }
}
