package dev.docent.transforms.dataset.queries;

import dev.docent.records.text.Terms;
import dev.docent.transforms.dataset.CorpusSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Two to five of a window's salient terms as they are written there, in text order or shuffled,
 * half of them behind words that questions begin with. Salient is what has a high tf-idf; two terms
 * that stand side by side may go together.
 */
final class SalientTerms implements QueryMaker {
  /** Terms are drawn from this many of the most salient. */
  private static final int POOL = 12;

  private static final int MAX_SURFACE = 28;

  /** Weights of queries of 2, 3, 4 and 5 terms: people type few. */
  private static final double[] LENGTHS = {0.35, 0.35, 0.2, 0.1};

  private static final double PHRASE_SHARE = 0.5;
  private static final double TEXT_ORDER_SHARE = 0.75;
  private static final double FRAMED_SHARE = 0.5;

  /** Terms of the title name the subject, and people ask by it. */
  private static final double TITLE_BOOST = 1.8;

  /** A term that no other section has is as often a slip or a name out of an example. */
  private static final double ONLY_HERE = 0.6;

  /** Words of much tf-idf that people don't search for. */
  private static final Set<String> IDLE =
      Words.set(
          """
          vs via per able also even just often usually typically simply currently previously
          see consider note somehow example following described using use used uses e.g i.e
          etc true false null please refer given according including various certain
          respectively shown called make like want need needs let's let look say get thus
          hence
          """);

  private static final List<String> FRAMES =
      List.of(
          "what is %s",
          "what is %s",
          "what is the %s",
          "what are %s",
          "how does %s work",
          "how to %s",
          "how to use %s",
          "how do I %s",
          "how is %s used",
          "why %s",
          "why use %s",
          "when to use %s",
          "what does %s do",
          "what is the purpose of %s");

  /** A term of the window: as written, where first, how salient. */
  private record Term(String surface, int place, double salience) {}

  @Override
  public QueryKind kind() {
    return QueryKind.SALIENT_TERMS;
  }

  @Override
  public Attempts make(
      CorpusSection section, SectionText text, TermStatistics statistics, SplittableRandom random) {
    return new Attempts(
        Chance.shuffled(text.prose(), random),
        kind().perSection(),
        anchor -> {
          SectionText.Window window = text.around(anchor, random);
          String query = query(Words.clean(text.text(window)), section.title(), statistics, random);
          return Words.isTypeable(query, 2)
              ? Optional.of(new MadeQuery(query, window))
              : Optional.empty();
        });
  }

  private static String query(
      String text, String title, TermStatistics statistics, SplittableRandom random) {
    List<Term> pool = salient(text, Set.copyOf(Terms.of(title)), statistics);
    int n = 2 + Chance.weighted(LENGTHS, random);
    List<Term> chosen = new ArrayList<>();
    while (chosen.size() < n && !pool.isEmpty()) {
      double[] weights = pool.stream().mapToDouble(Term::salience).toArray();
      Term term = pool.remove(Chance.weighted(weights, random));
      chosen.add(term);
      if (chosen.size() < n && random.nextDouble() < PHRASE_SHARE) {
        neighbour(term, pool, text)
            .ifPresent(
                next -> {
                  pool.remove(next);
                  chosen.add(next);
                });
      }
    }
    boolean inTextOrder = random.nextDouble() < TEXT_ORDER_SHARE;
    List<Term> ordered =
        inTextOrder
            ? chosen.stream().sorted(Comparator.comparingInt(Term::place)).toList()
            : Chance.shuffled(chosen, random);
    String terms = String.join(" ", ordered.stream().map(Term::surface).toList());
    return random.nextDouble() < FRAMED_SHARE
        ? Chance.oneOf(FRAMES, random).formatted(terms)
        : terms;
  }

  /** The most salient terms, best first. */
  private static List<Term> salient(
      String text, Set<String> titleTerms, TermStatistics statistics) {
    Map<String, int[]> counts = new LinkedHashMap<>();
    Map<String, String> surfaces = new LinkedHashMap<>();
    int[] place = {0};
    Terms.forEach(
        text,
        (surface, term) -> {
          int at = place[0]++;
          if (isWord(surface)) {
            counts.computeIfAbsent(term, key -> new int[] {at, 0})[1]++;
            surfaces.putIfAbsent(term, surface);
          }
        });
    List<Term> terms = new ArrayList<>();
    counts.forEach(
        (term, count) -> {
          String surface = surfaces.getOrDefault(term, term);
          TermStatistics.Frequency frequency = statistics.of(term);
          double salience =
              (1 + Math.log(count[1]))
                  * frequency.idf()
                  * aptness(surface)
                  * (titleTerms.contains(term) ? TITLE_BOOST : 1)
                  * (frequency.sections() < 2 ? ONLY_HERE : 1);
          terms.add(new Term(surface, count[0], salience));
        });
    terms.sort(Comparator.comparingDouble(Term::salience).reversed().thenComparing(Term::place));
    return new ArrayList<>(terms.subList(0, Math.min(POOL, terms.size())));
  }

  private static Optional<Term> neighbour(Term term, List<Term> pool, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String own = term.surface().toLowerCase(Locale.ROOT);
    return pool.stream()
        .filter(
            other -> {
              String its = other.surface().toLowerCase(Locale.ROOT);
              return lower.contains(own + " " + its) || lower.contains(its + " " + own);
            })
        .findFirst();
  }

  /** How likely a word is to be searched for, by its form: nouns before participles and adverbs. */
  private static double aptness(String surface) {
    String lower = surface.toLowerCase(Locale.ROOT);
    if (lower.endsWith("ly")) {
      return 0.3;
    }
    return lower.endsWith("ed") || lower.endsWith("ing") ? 0.6 : 1;
  }

  /** Not a number, a hash or a path. */
  private static boolean isWord(String surface) {
    long letters = surface.chars().filter(Character::isLetter).count();
    return letters >= 2
        && surface.length() <= MAX_SURFACE
        && letters >= 0.7 * surface.length()
        && !IDLE.contains(surface.toLowerCase(Locale.ROOT));
  }
}
