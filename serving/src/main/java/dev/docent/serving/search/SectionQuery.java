package dev.docent.serving.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.sandbox.search.CombinedFieldQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Turns words into a query. They are analyzed and never parsed: no character has a meaning of its
 * own here.
 *
 * <p>Each term is looked up in title, headings and text as if they were one field in which the
 * title and the headings are written {@code titleBoost} times (BM25F); code adds a little by
 * itself.
 */
final class SectionQuery {
  /** Further terms of a query are left out; Lucene allows 1,024 term and field pairs. */
  static final int MAX_TERMS = 200;

  private static final float CODE_WEIGHT = 0.25f;

  private SectionQuery() {}

  /**
   * A word to look up.
   *
   * @param surface as it stands in the text, where it stands first
   * @param times how often it is there
   */
  record Word(String surface, String term, int times) {}

  /** Empty where the text has no term but stop words. */
  static Optional<Query> of(
      String text, Language language, Bm25Parameters parameters, Narrowing narrowing) {
    List<Word> words = words(text, language);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    words.forEach(word -> add(all, word, parameters, narrowing));
    narrowing.further().values().forEach(query -> all.add(query, Occur.SHOULD));
    return Optional.of(all.build());
  }

  /** One word alone, with what counts as it. */
  static Query of(Word word, Bm25Parameters parameters, Narrowing narrowing) {
    BooleanQuery.Builder one = new BooleanQuery.Builder();
    add(one, word, parameters, narrowing);
    return one.build();
  }

  /** The different words of a text in its order, stop words left out. */
  static List<Word> words(String text, Language language) {
    Map<String, Word> words = new LinkedHashMap<>();
    for (AnalyzedWord word : AnalyzedWord.of(text, language)) {
      if (words.size() < MAX_TERMS || words.containsKey(word.term())) {
        String surface = text.substring(word.start(), word.end());
        words.merge(
            word.term(),
            new Word(surface, word.term(), 1),
            (first, again) -> new Word(first.surface(), first.term(), first.times() + 1));
      }
    }
    return List.copyOf(words.values());
  }

  private static void add(
      BooleanQuery.Builder all, Word word, Bm25Parameters parameters, Narrowing narrowing) {
    Set<String> others = narrowing.alternatives(word.term());
    all.add(times(inFields(word.term(), others, parameters), word.times()), Occur.SHOULD);
    all.add(times(inCode(word.term(), others), CODE_WEIGHT * word.times()), Occur.SHOULD);
  }

  /** A term and its alternatives count as one and the same. */
  private static Query inFields(String term, Set<String> others, Bm25Parameters parameters) {
    float boost = (float) parameters.titleBoost();
    CombinedFieldQuery.Builder query =
        new CombinedFieldQuery.Builder()
            .addField(SectionFields.TITLE, boost)
            .addField(SectionFields.HEADINGS, boost)
            .addField(SectionFields.TEXT, 1)
            .addTerm(new BytesRef(term));
    others.forEach(other -> query.addTerm(new BytesRef(other)));
    return query.build();
  }

  private static Query inCode(String term, Set<String> others) {
    if (others.isEmpty()) {
      return new TermQuery(new Term(SectionFields.CODE, term));
    }
    SynonymQuery.Builder query = new SynonymQuery.Builder(SectionFields.CODE);
    query.addTerm(new Term(SectionFields.CODE, term));
    others.forEach(other -> query.addTerm(new Term(SectionFields.CODE, other)));
    return query.build();
  }

  private static Query times(Query query, float weight) {
    return weight == 1 ? query : new BoostQuery(query, weight);
  }
}
