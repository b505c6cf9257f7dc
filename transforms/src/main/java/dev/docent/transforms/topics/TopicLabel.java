package dev.docent.transforms.topics;

import dev.docent.records.TermWeight;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Picks terms that name a topic for people: heavy ones that are the topic's rather than everyone's,
 * and that stand together in sections.
 */
final class TopicLabel {
  private final SingularVectors vectors;
  private final Lexicon lexicon;
  private final UnicodeScript script;

  TopicLabel(SingularVectors vectors, Lexicon lexicon) {
    this.vectors = vectors;
    this.lexicon = lexicon;
    this.script = mainScript(lexicon);
  }

  private record Candidate(int place, int column, double score) {}

  /**
   * The label of a topic.
   *
   * @param pairs what {@link Coherence#counts} gives
   */
  String of(int topic, DenseBlock pairs) {
    List<Candidate> candidates = candidates(topic);
    List<Candidate> chosen = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (chosen.stream().allMatch(other -> standTogether(pairs, topic, candidate, other))) {
        chosen.add(candidate);
      }
    }
    return TopTerms.label(chosen.stream().map(candidate -> term(candidate, topic)).toList());
  }

  /** The heaviest terms, the most telling first. */
  private List<Candidate> candidates(int topic) {
    int[] heaviest =
        TopTerms.heaviest(vectors.terms(), term -> vectors.weight(term, topic), Coherence.TERMS);
    double faintest = TopTerms.faintest(vectors, topic);
    List<Candidate> candidates = new ArrayList<>();
    for (int place = 0; place < heaviest.length; place++) {
      double weight = vectors.weight(heaviest[place], topic);
      if (weight > faintest) {
        candidates.add(
            new Candidate(place, heaviest[place], weight * weight / length(heaviest[place])));
      }
    }
    // Terms of another script name a topic only where most of its terms are of it.
    List<Candidate> ofScript = candidates.stream().filter(this::isOfMainScript).toList();
    List<Candidate> kept =
        new ArrayList<>(2 * ofScript.size() >= candidates.size() ? ofScript : candidates);
    kept.sort(
        Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::column));
    return kept;
  }

  /** How much of a term the space holds, in all topics; its part in one tells it is that one's. */
  private double length(int column) {
    double square = 0;
    for (int topic = 0; topic < vectors.topics(); topic++) {
      double weight = vectors.weight(column, topic);
      square += weight * weight;
    }
    return Math.sqrt(square);
  }

  private boolean standTogether(DenseBlock pairs, int topic, Candidate a, Candidate b) {
    int n = Coherence.TERMS;
    double both = pairs.get(topic, a.place() * n + b.place());
    double ofA = pairs.get(topic, a.place() * n + a.place());
    double ofB = pairs.get(topic, b.place() * n + b.place());
    return ofA > 0 && ofB > 0 && Coherence.npmi(both, ofA, ofB, lexicon.sections()) > 0;
  }

  private TermWeight term(Candidate candidate, int topic) {
    int column = candidate.column();
    return new TermWeight(
        lexicon.term(column), lexicon.surface(column), (double) vectors.weight(column, topic));
  }

  private boolean isOfMainScript(Candidate candidate) {
    UnicodeScript own = script(lexicon.surface(candidate.column()));
    return own == script || own == UnicodeScript.COMMON;
  }

  /** The script that most terms of the sections are written in. */
  private static UnicodeScript mainScript(Lexicon lexicon) {
    Map<UnicodeScript, Long> uses = new EnumMap<>(UnicodeScript.class);
    for (int column = 0; column < lexicon.size(); column++) {
      UnicodeScript own = script(lexicon.surface(column));
      if (own != UnicodeScript.COMMON) {
        uses.merge(own, lexicon.documentFrequency(column), Long::sum);
      }
    }
    return uses.isEmpty()
        ? UnicodeScript.COMMON
        : Collections.max(uses.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  /** The script of the first letter; common where there is none, as in numbers. */
  private static UnicodeScript script(String surface) {
    return surface
        .codePoints()
        .filter(Character::isLetter)
        .mapToObj(UnicodeScript::of)
        .findFirst()
        .orElse(UnicodeScript.COMMON);
  }
}
