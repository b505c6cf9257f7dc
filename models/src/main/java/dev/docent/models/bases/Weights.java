package dev.docent.models.bases;

import java.io.IOException;

/**
 * The tensors of a pretrained encoder, under the names of Google's BERT release ({@code
 * bert/encoder/layer_0/attention/self/query/kernel}); kernels are [in, out]. They are given one by
 * one, so that never more than one lies in memory.
 */
@FunctionalInterface
public interface Weights {
  /**
   * Reads all tensors, in no particular order.
   *
   * @throws dev.docent.records.UserException if they are not to be had
   */
  void forEach(Consumer consumer) throws IOException;

  /** Takes one tensor: its values in row-major order. */
  @FunctionalInterface
  interface Consumer {
    void accept(String name, long[] shape, float[] values) throws IOException;
  }
}
