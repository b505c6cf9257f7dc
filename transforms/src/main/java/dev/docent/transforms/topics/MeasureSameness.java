package dev.docent.transforms.topics;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/** The {@link Exemplar#sameness} of each topic; topics without a section have none. */
final class MeasureSameness
    extends PTransform<PCollection<SparseRows>, PCollectionView<Map<Integer, Double>>> {
  private static final long serialVersionUID = 1L;

  private final PCollectionView<Iterable<SingularVectors>> vectors;

  MeasureSameness(PCollectionView<Iterable<SingularVectors>> vectors) {
    this.vectors = vectors;
  }

  @Override
  public PCollectionView<Map<Integer, Double>> expand(PCollection<SparseRows> rows) {
    return rows.apply("Pick", ParDo.of(new Pick(vectors)).withSideInputs(vectors))
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(Exemplar.class)))
        .apply("Most", Top.perKey(Exemplar.PER_TOPIC, new Exemplar.ByLoad()))
        .apply("Compare", MapElements.via(new Compare()))
        .apply("Sameness", View.asMap());
  }

  private static final class Pick extends DoFn<SparseRows, KV<Integer, Exemplar>> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<SingularVectors>> vectors;
    private transient @Nullable Exemplars exemplars;

    Pick(PCollectionView<Iterable<SingularVectors>> vectors) {
      this.vectors = vectors;
    }

    @ProcessElement
    public void pick(ProcessContext context) {
      if (exemplars == null) {
        exemplars = new Exemplars(OnlyElement.of(context.sideInput(vectors)));
      }
      exemplars.add(context.element());
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      if (exemplars != null) {
        exemplars.forEach(
            (topic, exemplar) ->
                context.output(
                    KV.of(topic, exemplar),
                    BoundedWindow.TIMESTAMP_MIN_VALUE,
                    GlobalWindow.INSTANCE));
        exemplars = null;
      }
    }
  }

  private static final class Compare
      extends SimpleFunction<KV<Integer, List<Exemplar>>, KV<Integer, Double>> {
    private static final long serialVersionUID = 1L;

    @Override
    public KV<Integer, Double> apply(KV<Integer, List<Exemplar>> topic) {
      return KV.of(topic.getKey(), Exemplar.sameness(topic.getValue()));
    }
  }
}
