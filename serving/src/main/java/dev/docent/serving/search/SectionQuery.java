package dev.docent.serving.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
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

  /** Control characters and halves of surrogate pairs would glue words together. */
  private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

  private SectionQuery() {}

  /** Empty where the text has no term but stop words. */
  static Optional<Query> of(String words, Bm25Parameters parameters) {
    Map<BytesRef, Integer> terms = terms(words);
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

  private static Query inFields(BytesRef term, Bm25Parameters parameters) {
    float boost = (float) parameters.titleBoost();
    return new CombinedFieldQuery.Builder()
        .addField(SectionFields.TITLE, boost)
        .addField(SectionFields.HEADINGS, boost)
        .addField(SectionFields.TEXT, 1)
        .addTerm(term)
        .build();
  }

  private static Query times(Query query, float weight) {
    return weight == 1 ? query : new BoostQuery(query, weight);
  }

  private static Map<BytesRef, Integer> terms(String words) {
    Map<BytesRef, Integer> terms = new LinkedHashMap<>();
    String text = NO_TEXT.matcher(words).replaceAll(" ");
    try (TokenStream tokens = SectionFields.analyzer().tokenStream(SectionFields.TEXT, text)) {
      TermToBytesRefAttribute term = tokens.addAttribute(TermToBytesRefAttribute.class);
      tokens.reset();
      while (tokens.incrementToken() && terms.size() < MAX_TERMS) {
        terms.merge(BytesRef.deepCopyOf(term.getBytesRef()), 1, Integer::sum);
      }
      // No end(): the stream may have been left early, and end() is only for offsets.
      return terms;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
