package dev.docent.transforms.topics;

import dev.docent.records.TermWeight;
import dev.docent.records.Topic;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/**
 * Says what each topic is about, and how coherent it is and how alike its sections: last passes
 * over the rows.
 */
final class DescribeTopics extends PTransform<PCollection<SparseRows>, PCollection<Topic>> {
  private static final long serialVersionUID = 1L;

  private final PCollectionView<Iterable<SingularVectors>> vectors;
  private final PCollectionView<Iterable<Lexicon>> lexicon;
  private final int termsPerTopic;
  private final double maxSameness;

  DescribeTopics(
      PCollectionView<Iterable<SingularVectors>> vectors,
      PCollectionView<Iterable<Lexicon>> lexicon,
      int termsPerTopic,
      double maxSameness) {
    this.vectors = vectors;
    this.lexicon = lexicon;
    this.termsPerTopic = termsPerTopic;
    this.maxSameness = maxSameness;
  }

  @Override
  public PCollection<Topic> expand(PCollection<SparseRows> rows) {
    PCollectionView<Map<Integer, Double>> sameness =
        rows.apply("Sameness", new MeasureSameness(vectors));
    return rows.apply("CountPairs", ParDo.of(new CountPairs(vectors)).withSideInputs(vectors))
        .setCoder(new DenseBlock.Coder())
        .apply("SumPairs", Combine.globally(new SumBlocks()).withoutDefaults())
        .apply(
            "Describe",
            ParDo.of(new Describe(vectors, lexicon, sameness, termsPerTopic, maxSameness))
                .withSideInputs(vectors, lexicon, sameness));
  }

  private static final class CountPairs extends DoFn<SparseRows, DenseBlock> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<SingularVectors>> vectors;
    private transient @Nullable Coherence coherence;

    CountPairs(PCollectionView<Iterable<SingularVectors>> vectors) {
      this.vectors = vectors;
    }

    @ProcessElement
    public void count(ProcessContext context) {
      if (coherence == null) {
        coherence = new Coherence(OnlyElement.of(context.sideInput(vectors)));
      }
      coherence.add(context.element());
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      if (coherence != null) {
        context.output(
            coherence.counts(), BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
        coherence = null;
      }
    }
  }

  private static final class Describe extends DoFn<DenseBlock, Topic> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<SingularVectors>> vectors;
    private final PCollectionView<Iterable<Lexicon>> lexicon;
    private final PCollectionView<Map<Integer, Double>> sameness;
    private final int termsPerTopic;
    private final double maxSameness;

    Describe(
        PCollectionView<Iterable<SingularVectors>> vectors,
        PCollectionView<Iterable<Lexicon>> lexicon,
        PCollectionView<Map<Integer, Double>> sameness,
        int termsPerTopic,
        double maxSameness) {
      this.vectors = vectors;
      this.lexicon = lexicon;
      this.sameness = sameness;
      this.termsPerTopic = termsPerTopic;
      this.maxSameness = maxSameness;
    }

    @ProcessElement
    public void describe(ProcessContext context) {
      SingularVectors v = OnlyElement.of(context.sideInput(vectors));
      Lexicon words = OnlyElement.of(context.sideInput(lexicon));
      TopicLabel label = new TopicLabel(v, words);
      for (int topic = 0; topic < v.topics(); topic++) {
        List<TermWeight> positive = TopTerms.ofSign(v, words, topic, 1, termsPerTopic);
        double same = context.sideInput(sameness).getOrDefault(topic, 0.0);
        double sigma = v.singularValues()[topic];
        context.output(
            new Topic(
                topic,
                label.of(topic, context.element()),
                sigma,
                sigma * sigma / v.energy(),
                Coherence.of(context.element(), topic, words.sections()),
                positive,
                TopTerms.ofSign(v, words, topic, -1, termsPerTopic),
                same,
                TopicFilter.reason(same, positive, maxSameness)));
      }
    }
  }
}
