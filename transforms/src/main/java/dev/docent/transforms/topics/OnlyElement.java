package dev.docent.transforms.topics;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * A collection of one large element as a side input. {@link View#asSingleton()} would send it
 * through a combine, and Flink sorts what it combines in pages: an element of some megabytes fails
 * with 'Cannot write record to fresh sort buffer'.
 */
final class OnlyElement {
  private OnlyElement() {}

  static <T> PTransform<PCollection<T>, PCollectionView<Iterable<T>>> view() {
    return View.asIterable();
  }

  /** The element, as {@code OnlyElement.of(context.sideInput(view))}. */
  static <T> T of(Iterable<T> one) {
    return one.iterator().next();
  }
}
