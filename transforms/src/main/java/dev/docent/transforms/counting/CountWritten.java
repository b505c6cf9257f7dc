package dev.docent.transforms.counting;

import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Counts as written what passes through. */
public final class CountWritten<T extends SpecificRecord>
    extends PTransform<PCollection<T>, PCollection<T>> {
  private static final long serialVersionUID = 1L;

  private final Class<T> type;

  private CountWritten(Class<T> type) {
    this.type = type;
  }

  public static <T extends SpecificRecord> CountWritten<T> of(Class<T> type) {
    return new CountWritten<>(type);
  }

  @Override
  public PCollection<T> expand(PCollection<T> records) {
    return records.apply("Count", ParDo.of(new Count<T>())).setCoder(AvroCoder.specific(type));
  }

  private static final class Count<T> extends DoFn<T, T> {
    private static final long serialVersionUID = 1L;
    private final StageCounter written = StageCounter.written();

    @ProcessElement
    public void process(@Element T record, OutputReceiver<T> out) {
      written.inc();
      out.output(record);
    }
  }
}
