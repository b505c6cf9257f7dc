package dev.docent.transforms.topics;

import dev.docent.records.Article;
import dev.docent.records.LsaTerm;
import dev.docent.records.TextVector;
import dev.docent.records.Topic;
import dev.docent.records.config.TopicsConfig;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.lsa.LsaSummary;
import dev.docent.records.lsa.Weighting;
import java.io.IOException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Learns a site's topics from its articles by latent semantic analysis. All outputs are empty where
 * the articles have no vocabulary within the settings' bounds. Articles travel in the coder that
 * the pipeline's registry has for them, and so do the outputs.
 */
public final class LearnTopics extends PTransform<PCollection<Article>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  /** The topics, in any order. */
  public static final TupleTag<Topic> TOPICS = new TupleTag<>("topics") {};

  /** The vocabulary with its rows of V. */
  public static final TupleTag<LsaTerm> TERMS = new TupleTag<>("terms") {};

  /** A vector for each section. */
  public static final TupleTag<TextVector> SECTIONS = new TupleTag<>("sections") {};

  /** A vector for each article. */
  public static final TupleTag<TextVector> ARTICLES = new TupleTag<>("articles") {};

  /** One text: {@link LsaSummary} as JSON. */
  public static final TupleTag<String> SUMMARY = new TupleTag<>("summary") {};

  private final transient TopicsConfig settings;

  private LearnTopics(TopicsConfig settings) {
    this.settings = settings;
  }

  public static LearnTopics with(TopicsConfig settings) {
    return new LearnTopics(settings);
  }

  @Override
  public PCollectionTuple expand(PCollection<Article> articles) {
    PCollection<Lexicon> lexicon =
        articles.apply(
            "Lexicon",
            new BuildLexicon(
                settings.minDocumentFrequency(),
                settings.maxDocumentShare(),
                settings.maxTerms(),
                Weighting.of(settings.weighting())));
    PCollectionView<Iterable<Lexicon>> lexiconView =
        lexicon.apply("LexiconView", OnlyElement.view());
    PCollection<SparseRows> rows =
        articles
            .apply("Weigh", ParDo.of(new WeighRows(lexiconView)).withSideInputs(lexiconView))
            .setCoder(KvCoder.of(VarIntCoder.of(), new SparseRows.Coder()))
            .apply("Rows", new RowBuckets());
    PCollection<SvdShape> shape =
        lexicon
            .apply("Fit", ParDo.of(new Fit(settings.topics(), settings.oversampling())))
            .setCoder(SerializableCoder.of(SvdShape.class));
    PCollection<SingularVectors> vectors =
        rows.apply("Svd", new TruncatedSvd(shape, settings.powerIterations(), settings.seed()));
    PCollectionView<Iterable<SingularVectors>> vectorsView =
        vectors.apply("VectorsView", OnlyElement.view());
    PCollectionTuple places =
        rows.apply(
            "Place",
            ParDo.of(new PlaceTexts(vectorsView, ARTICLES))
                .withSideInputs(vectorsView)
                .withOutputTags(SECTIONS, TupleTagList.of(ARTICLES)));
    return PCollectionTuple.of(SECTIONS, places.get(SECTIONS))
        .and(ARTICLES, places.get(ARTICLES))
        .and(
            TOPICS,
            rows.apply(
                "Describe",
                new DescribeTopics(
                    vectorsView, lexiconView, settings.termsPerTopic(), settings.maxSameness())))
        .and(
            TERMS,
            vectors.apply("Terms", ParDo.of(new ToTerms(lexiconView)).withSideInputs(lexiconView)))
        .and(
            SUMMARY,
            vectors
                .apply("Summary", ParDo.of(new ToSummary(lexiconView)).withSideInputs(lexiconView))
                .setCoder(StringUtf8Coder.of()));
  }

  private static final class Fit extends DoFn<Lexicon, SvdShape> {
    private static final long serialVersionUID = 1L;

    private final int topics;
    private final int oversampling;

    Fit(int topics, int oversampling) {
      this.topics = topics;
      this.oversampling = oversampling;
    }

    @ProcessElement
    public void fit(@Element Lexicon lexicon, OutputReceiver<SvdShape> out) {
      out.output(SvdShape.fit(topics, oversampling, lexicon.sections(), lexicon.size()));
    }
  }

  private static final class ToTerms extends DoFn<SingularVectors, LsaTerm> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<Lexicon>> lexicon;

    ToTerms(PCollectionView<Iterable<Lexicon>> lexicon) {
      this.lexicon = lexicon;
    }

    @ProcessElement
    public void list(ProcessContext context) {
      Lexicon words = OnlyElement.of(context.sideInput(lexicon));
      for (int term = 0; term < words.size(); term++) {
        context.output(
            new LsaTerm(
                term,
                words.term(term),
                words.surface(term),
                words.documentFrequency(term),
                words.weight(term),
                LsaModel.toList(context.element().row(term))));
      }
    }
  }

  private static final class ToSummary extends DoFn<SingularVectors, String> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<Lexicon>> lexicon;

    ToSummary(PCollectionView<Iterable<Lexicon>> lexicon) {
      this.lexicon = lexicon;
    }

    @ProcessElement
    public void summarise(ProcessContext context) throws IOException {
      SingularVectors v = context.element();
      Lexicon words = OnlyElement.of(context.sideInput(lexicon));
      context.output(
          new LsaSummary(
                  LsaSummary.FORMAT_VERSION,
                  v.topics(),
                  v.terms(),
                  words.sections(),
                  v.energy(),
                  v.singularValues(),
                  words.weighting().id(),
                  words.averageLength())
              .toJson());
    }
  }
}
