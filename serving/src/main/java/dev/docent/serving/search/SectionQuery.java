package dev.docent.serving.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.sandbox.search.CombinedFieldQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Turns words into a query. What a user types is analyzed and never parsed: no character has a
 * meaning of its own.
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

  /** Empty where the text has no term but stop words. */
  static Optional<Query> of(String words, Bm25Parameters parameters) {
    Map<String, Integer> terms = terms(words);
    if (terms.isEmpty()) {
      return Optional.empty();
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    terms.forEach(
        (term, times) -> {
          all.add(times(inFields(term, parameters), times), Occur.SHOULD);
          Query inCode = new TermQuery(new Term(SectionFields.CODE, term));
          all.add(times(inCode, CODE_WEIGHT * times), Occur.SHOULD);
        });
    return Optional.of(all.build());
  }

  private static Query inFields(String term, Bm25Parameters parameters) {
    float boost = (float) parameters.titleBoost();
    return new CombinedFieldQuery.Builder()
        .addField(SectionFields.TITLE, boost)
        .addField(SectionFields.HEADINGS, boost)
        .addField(SectionFields.TEXT, 1)
        .addTerm(new BytesRef(term))
        .build();
  }

  private static Query times(Query query, float weight) {
    return weight == 1 ? query : new BoostQuery(query, weight);
  }

  private static Map<String, Integer> terms(String words) {
    Map<String, Integer> terms = new LinkedHashMap<>();
    for (AnalyzedWord word : AnalyzedWord.of(words)) {
      if (terms.size() < MAX_TERMS || terms.containsKey(word.term())) {
        terms.merge(word.term(), 1, Integer::sum);
      }
    }
    return terms;
  }
}
