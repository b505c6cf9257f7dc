package dev.docent.transforms.dataset.examples;

import dev.docent.records.TrainingExample;
import dev.docent.transforms.counting.StageCounter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/** Leaves out training examples that show a held-out positive's text; counts what is left. */
final class LeaveOutLeaks
    extends PTransform<PCollection<TrainingExample>, PCollection<TrainingExample>> {
  private static final long serialVersionUID = 1L;

  @Override
  public PCollection<TrainingExample> expand(PCollection<TrainingExample> examples) {
    PCollectionView<List<String>> heldOut =
        examples.apply("HeldOutTexts", ParDo.of(new DigestFn())).apply("ToAll", View.asList());
    return examples.apply("Filter", ParDo.of(new FilterFn(heldOut)).withSideInputs(heldOut));
  }

  private static final class DigestFn extends DoFn<TrainingExample, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element TrainingExample example, OutputReceiver<String> out) {
      HeldOutTexts.of(example).ifPresent(out::output);
    }
  }

  private static final class FilterFn extends DoFn<TrainingExample, TrainingExample> {
    private static final long serialVersionUID = 1L;
    private final PCollectionView<List<String>> view;
    private final StageCounter written = StageCounter.written();
    private final StageCounter leaks =
        StageCounter.other("queries dropped: a passage of theirs is held out elsewhere");

    /** The view's texts, looked up for every example; one window, so one set a bundle. */
    private transient @Nullable Set<String> heldOut;

    FilterFn(PCollectionView<List<String>> view) {
      this.view = view;
    }

    @StartBundle
    public void start() {
      heldOut = null;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      Set<String> texts = heldOut;
      if (texts == null) {
        texts = new HashSet<>(context.sideInput(view));
        heldOut = texts;
      }
      TrainingExample example = context.element();
      if (HeldOutTexts.leaks(example, texts)) {
        leaks.inc();
      } else {
        written.inc();
        context.output(example);
      }
    }
  }
}
