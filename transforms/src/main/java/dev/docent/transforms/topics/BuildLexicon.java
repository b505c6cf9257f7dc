package dev.docent.transforms.topics;

import dev.docent.records.Article;
import dev.docent.records.Section;
import dev.docent.records.lsa.Weighting;
import dev.docent.transforms.topics.Lexicon.Candidate;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/** Builds the vocabulary: one {@link Lexicon}, empty where no term is within the bounds. */
final class BuildLexicon extends PTransform<PCollection<Article>, PCollection<Lexicon>> {
  private static final long serialVersionUID = 1L;

  private final long minDocumentFrequency;
  private final double maxDocumentShare;
  private final int maxTerms;

  private final Weighting weighting;

  BuildLexicon(
      long minDocumentFrequency, double maxDocumentShare, int maxTerms, Weighting weighting) {
    this.weighting = weighting;
    this.minDocumentFrequency = minDocumentFrequency;
    this.maxDocumentShare = maxDocumentShare;
    this.maxTerms = maxTerms;
  }

  @Override
  public PCollection<Lexicon> expand(PCollection<Article> articles) {
    PCollectionView<Long> sections =
        articles
            .apply("CountSections", ParDo.of(new CountSections()))
            .apply("SumSections", Sum.longsGlobally())
            .apply(View.asSingleton());
    return articles
        .apply("CountTerms", ParDo.of(new CountTerms()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), new TermStatistics.Coder()))
        .apply("MergeTerms", Combine.perKey(new MergeStatistics()))
        .apply(
            "WithinBounds",
            ParDo.of(new WithinBounds(sections, minDocumentFrequency, maxDocumentShare))
                .withSideInputs(sections))
        .setCoder(SerializableCoder.of(Candidate.class))
        .apply("MostFrequent", Top.of(maxTerms, new ByFrequency()))
        .apply("Lexicon", ParDo.of(new MakeLexicon(sections, weighting)).withSideInputs(sections))
        .setCoder(SerializableCoder.of(Lexicon.class));
  }

  private static final class CountSections extends DoFn<Article, Long> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void count(@Element Article article, OutputReceiver<Long> out) {
      out.output((long) article.getSections().size());
    }
  }

  /** Counts within a bundle, so that a common word isn't sent once for each section. */
  private static final class CountTerms extends DoFn<Article, KV<String, TermStatistics>> {
    private static final long serialVersionUID = 1L;
    private static final int MAX_TERMS = 200_000;

    private transient @Nullable TermCounter counter;

    @StartBundle
    public void start() {
      counter = new TermCounter();
    }

    @ProcessElement
    public void count(@Element Article article, OutputReceiver<KV<String, TermStatistics>> out) {
      for (Section section : article.getSections()) {
        counter.add(SectionText.of(article, section));
      }
      if (counter.size() > MAX_TERMS) {
        counter.terms().forEach((term, statistics) -> out.output(KV.of(term, statistics)));
        counter = new TermCounter();
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      counter
          .terms()
          .forEach(
              (term, statistics) ->
                  context.output(
                      KV.of(term, statistics),
                      BoundedWindow.TIMESTAMP_MIN_VALUE,
                      GlobalWindow.INSTANCE));
      counter = null;
    }
  }

  private static final class MergeStatistics
      extends Combine.CombineFn<TermStatistics, TermStatistics, TermStatistics> {
    private static final long serialVersionUID = 1L;

    @Override
    public TermStatistics createAccumulator() {
      return new TermStatistics();
    }

    @Override
    public TermStatistics addInput(TermStatistics sum, TermStatistics input) {
      sum.add(input);
      return sum;
    }

    @Override
    public TermStatistics mergeAccumulators(Iterable<TermStatistics> accumulators) {
      TermStatistics sum = createAccumulator();
      accumulators.forEach(sum::add);
      return sum;
    }

    @Override
    public TermStatistics extractOutput(TermStatistics sum) {
      return sum;
    }
  }

  private static final class WithinBounds extends DoFn<KV<String, TermStatistics>, Candidate> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Long> sections;
    private final long minDocumentFrequency;
    private final double maxDocumentShare;

    WithinBounds(
        PCollectionView<Long> sections, long minDocumentFrequency, double maxDocumentShare) {
      this.sections = sections;
      this.minDocumentFrequency = minDocumentFrequency;
      this.maxDocumentShare = maxDocumentShare;
    }

    @ProcessElement
    public void filter(ProcessContext context) {
      TermStatistics statistics = context.element().getValue();
      long documents = statistics.documents();
      long max =
          Lexicon.maxDocuments(maxDocumentShare, minDocumentFrequency, context.sideInput(sections));
      if (documents >= minDocumentFrequency && documents <= max) {
        context.output(
            new Candidate(
                context.element().getKey(),
                statistics.commonestSurface(),
                documents,
                statistics.occurrences(),
                statistics.scatter()));
      }
    }
  }

  /** The more frequent term is greater; of equally frequent ones the lexically first. */
  static final class ByFrequency implements Comparator<Candidate>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Candidate a, Candidate b) {
      int byDocuments = Long.compare(a.documents(), b.documents());
      return byDocuments != 0 ? byDocuments : b.term().compareTo(a.term());
    }
  }

  private static final class MakeLexicon extends DoFn<List<Candidate>, Lexicon> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Long> sections;

    private final Weighting weighting;

    MakeLexicon(PCollectionView<Long> sections, Weighting weighting) {
      this.weighting = weighting;
      this.sections = sections;
    }

    @ProcessElement
    public void make(ProcessContext context) {
      context.output(Lexicon.of(context.element(), context.sideInput(sections), weighting));
    }
  }
}
