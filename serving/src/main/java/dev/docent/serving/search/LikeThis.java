package dev.docent.serving.search;

import java.io.IOException;
import java.io.StringReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.mlt.MoreLikeThis;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** A query for sections of other articles that have a section's salient terms. */
final class LikeThis {
  private LikeThis() {}

  static Query query(DirectoryReader reader, IndexedSection section, Language language)
      throws IOException {
    MoreLikeThis like = new MoreLikeThis(reader);
    like.setAnalyzer(language.analyzer());
    like.setFieldNames(new String[] {SectionFields.TEXT});
    like.setMinTermFreq(1);
    like.setMinDocFreq(1);
    String text = section.title() + "\n" + section.heading() + "\n" + section.passage();
    return new BooleanQuery.Builder()
        .add(like.like(SectionFields.TEXT, new StringReader(text)), Occur.MUST)
        .add(new TermQuery(new Term(SectionFields.ARTICLE, section.articleId())), Occur.MUST_NOT)
        .build();
  }
}
