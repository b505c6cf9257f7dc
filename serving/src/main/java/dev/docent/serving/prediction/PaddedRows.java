package dev.docent.serving.prediction;

import dev.docent.serving.prediction.proto.TensorProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request's int32 inputs of one shape [batch, sequence], whose rows end with padding. */
final class PaddedRows {
  private final Map<String, TensorProto> inputs;
  private final int rows;
  private final int width;

  private PaddedRows(Map<String, TensorProto> inputs, int rows, int width) {
    this.inputs = inputs;
    this.rows = rows;
    this.width = width;
  }

  /**
   * Checks names and shapes.
   *
   * @param names of all inputs; the first one's shape is the others' too
   * @throws IllegalArgumentException naming the input and what is wrong with it
   */
  static PaddedRows of(
      Map<String, TensorProto> inputs, List<String> names, int maxRows, int maxLength) {
    if (!inputs.keySet().equals(Set.copyOf(names))) {
      throw new IllegalArgumentException(
          "the inputs are %s; they must be %s"
              .formatted(inputs.keySet().stream().sorted().toList(), names));
    }
    String first = names.get(0);
    long[] shape = Tensors.sizes(inputs.get(first));
    if (shape.length != 2
        || shape[0] < 1
        || shape[0] > maxRows
        || shape[1] < 1
        || shape[1] > maxLength) {
      throw new IllegalArgumentException(
          "%s has the shape %s; it must be [batch, sequence] with 1 to %d and 1 to %d"
              .formatted(first, Arrays.toString(shape), maxRows, maxLength));
    }
    for (String name : names) {
      if (!Arrays.equals(shape, Tensors.sizes(inputs.get(name)))) {
        throw new IllegalArgumentException(
            "%s has the shape %s, but %s %s"
                .formatted(
                    name,
                    Arrays.toString(Tensors.sizes(inputs.get(name))),
                    first,
                    Arrays.toString(shape)));
      }
    }
    return new PaddedRows(inputs, (int) shape[0], (int) shape[1]);
  }

  int rows() {
    return rows;
  }

  int width() {
    return width;
  }

  /**
   * An input's values, row by row.
   *
   * @param limit they must be below it
   */
  int[] values(String name, int limit) {
    int[] values;
    try {
      values = Tensors.ints(inputs.get(name), (long) rows * width);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " " + e.getMessage(), e);
    }
    for (int value : values) {
      if (value < 0 || value >= limit) {
        throw new IllegalArgumentException(
            "%s has the value %d; it must be 0 to %d".formatted(name, value, limit - 1));
      }
    }
    return values;
  }

  /** How long a row is without its padding. */
  int length(String name, int[] mask, int row) {
    int start = row * width;
    int length = 0;
    while (length < width && mask[start + length] == 1) {
      length++;
    }
    for (int i = length; i < width; i++) {
      if (mask[start + i] == 1) {
        throw new IllegalArgumentException(
            "%s has a 1 after a 0 in row %d; padding must come last".formatted(name, row));
      }
    }
    if (length == 0) {
      throw new IllegalArgumentException("%s is all 0 in row %d".formatted(name, row));
    }
    return length;
  }
}
