package dev.docent.serving.search;

import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Queries for terms side by side in a field. */
final class Phrases {
  private static final List<String> ANYWHERE =
      List.of(SectionFields.TITLE, SectionFields.HEADINGS, SectionFields.TEXT);

  private final boolean positions;
  private final Language language;

  /**
   * @param positions whether the index has them; without them a phrase is all its words, anywhere
   *     in the field
   */
  Phrases(boolean positions, Language language) {
    this.positions = positions;
    this.language = language;
  }

  /** Empty where the text has no term but stop words. */
  Optional<Query> of(SearchText.Required required) {
    List<AnalyzedWord> words = AnalyzedWord.of(required.text(), language);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    List<String> fields =
        switch (required.place()) {
          case ANYWHERE -> ANYWHERE;
          case TITLE -> List.of(SectionFields.TITLE);
          case HEADING -> List.of(SectionFields.HEADINGS);
        };
    return Optional.of(
        new DisjunctionMaxQuery(
            fields.stream().map(field -> (Query) inField(field, words)).toList(), 0));
  }

  /** Terms side by side in any field. */
  Query ofTerms(List<String> terms) {
    return new DisjunctionMaxQuery(
        ANYWHERE.stream().map(field -> (Query) sideBySide(field, terms)).toList(), 0);
  }

  private Query inField(String field, List<AnalyzedWord> words) {
    if (!positions || words.size() == 1) {
      return all(field, words.stream().map(AnalyzedWord::term).toList());
    }
    PhraseQuery.Builder phrase = new PhraseQuery.Builder();
    for (AnalyzedWord word : words) {
      phrase.add(new Term(field, word.term()), word.position());
    }
    return phrase.build();
  }

  private Query sideBySide(String field, List<String> terms) {
    return positions && terms.size() > 1
        ? new PhraseQuery(field, terms.toArray(String[]::new))
        : all(field, terms);
  }

  private static Query all(String field, List<String> terms) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    terms.forEach(term -> all.add(new TermQuery(new Term(field, term)), Occur.MUST));
    return all.build();
  }
}
