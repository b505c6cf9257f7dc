package dev.docent.transforms.articles;

import dev.docent.records.DeadLetter;
import dev.docent.records.RawPage;
import dev.docent.transforms.coding.CarriedArticle;
import dev.docent.transforms.counting.StageCounter;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** Parses raw pages to articles; those that give none become dead letters with the reason. */
public final class ParseArticles extends PTransform<PCollection<RawPage>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<CarriedArticle> ARTICLES = new TupleTag<>("articles") {};
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>("dead-letters") {};
  private static final String STAGE = "parse";

  private final ArticleParser parser;

  private ParseArticles(ArticleParser parser) {
    this.parser = parser;
  }

  public static ParseArticles with(ArticleParser parser) {
    return new ParseArticles(parser);
  }

  @Override
  public PCollectionTuple expand(PCollection<RawPage> pages) {
    PCollectionTuple parsed =
        pages.apply(
            "Parse",
            ParDo.of(new Parse(parser)).withOutputTags(ARTICLES, TupleTagList.of(DEAD_LETTERS)));
    parsed.get(ARTICLES).setCoder(CarriedArticle.InBytes.of());
    parsed.get(DEAD_LETTERS).setCoder(AvroCoder.specific(DeadLetter.class));
    return parsed;
  }

  private static final class Parse extends DoFn<RawPage, CarriedArticle> {
    private static final long serialVersionUID = 1L;

    private final ArticleParser parser;
    private final StageCounter read = StageCounter.read();

    Parse(ArticleParser parser) {
      this.parser = parser;
    }

    @ProcessElement
    public void process(@Element RawPage page, MultiOutputReceiver out) {
      read.inc();
      ParseOutcome outcome = parser.parse(page);
      if (outcome instanceof ParseOutcome.Parsed parsed) {
        out.get(ARTICLES).output(CarriedArticle.of(parsed.article()));
      } else if (outcome instanceof ParseOutcome.Refused refused) {
        StageCounter.deadLetter(refused.reason()).inc();
        out.get(DEAD_LETTERS)
            .output(new DeadLetter(STAGE, page.getId(), refused.reason(), refused.detail()));
      }
    }
  }
}
