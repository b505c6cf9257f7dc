package dev.docent.serving.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;

/**
 * What neighbours in a query add to a section where they stand near each other too (Metzler and
 * Croft, "A Markov Random Field Model for Term Dependencies", SIGIR 2005): BM25 over the places of
 * each pair, in title, headings and text, times a weight.
 */
final class Proximity {
  /** Further pairs of a query are left out; see {@link SectionQuery#MAX_TERMS}. */
  private static final int MAX_PAIRS = 64;

  /** So many words may stand between the two, and two where their order is the other. */
  private static final int SLOP = 4;

  private static final List<String> FIELDS =
      List.of(SectionFields.TITLE, SectionFields.HEADINGS, SectionFields.TEXT);

  private Proximity() {}

  /** Two words that follow each other in a query, but for stop words. */
  record Pair(AnalyzedWord first, AnalyzedWord second) {
    /** As it stands in the query, stop words between the two included. */
    String of(String text) {
      return text.substring(first.start(), second.end());
    }

    /** Its terms, parted by a space. */
    String terms() {
      return first.term() + " " + second.term();
    }
  }

  /** The different pairs of a text in its order, none of a word with itself. */
  static List<Pair> pairs(String text, Language language) {
    List<AnalyzedWord> words = AnalyzedWord.of(text, language);
    List<Pair> pairs = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (int i = 1; i < words.size() && pairs.size() < MAX_PAIRS; i++) {
      Pair pair = new Pair(words.get(i - 1), words.get(i));
      if (!pair.first().term().equals(pair.second().term()) && seen.add(pair.terms())) {
        pairs.add(pair);
      }
    }
    return pairs;
  }

  /** Empty where the text has no pair, or pairs don't count. */
  static Optional<Query> of(String text, Language language, Bm25Parameters parameters) {
    List<Pair> pairs = parameters.proximity() > 0 ? pairs(text, language) : List.of();
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    pairs.forEach(pair -> all.add(of(pair, parameters), Occur.SHOULD));
    return Optional.of(all.build());
  }

  /** One pair alone. */
  static Query of(Pair pair, Bm25Parameters parameters) {
    BooleanQuery.Builder one = new BooleanQuery.Builder();
    for (String field : FIELDS) {
      one.add(
          new PhraseQuery(SLOP, field, pair.first().term(), pair.second().term()), Occur.SHOULD);
    }
    return new BoostQuery(one.build(), (float) parameters.proximity());
  }
}
