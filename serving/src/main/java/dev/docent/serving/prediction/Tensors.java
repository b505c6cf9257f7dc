package dev.docent.serving.prediction;

import com.google.protobuf.ByteString;
import dev.docent.serving.prediction.proto.DataType;
import dev.docent.serving.prediction.proto.TensorProto;
import dev.docent.serving.prediction.proto.TensorShapeProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Reads and writes {@code TensorProto}, as tensorflow/core/framework/tensor.proto describes it:
 * values are in {@code tensor_content}, little-endian, or in the list of their type; a list that is
 * shorter than the shape repeats its last value.
 */
final class Tensors {
  private Tensors() {}

  /** A matrix, row by row, as the list of its values: small numbers take a byte each. */
  static TensorProto ofInts(int[] values, int rows, int columns) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDtype(DataType.DT_INT32).setTensorShape(shape(rows, columns));
    for (int value : values) {
      tensor.addIntVal(value);
    }
    return tensor.build();
  }

  /** A vector. */
  static TensorProto ofFloats(float[] values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).setTensorShape(shape(values.length));
    for (float value : values) {
      tensor.addFloatVal(value);
    }
    return tensor.build();
  }

  /** A matrix of rows of one length. */
  static TensorProto ofFloats(float[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setTensorShape(shape(rows.length, columns));
    for (float[] row : rows) {
      for (float value : row) {
        tensor.addFloatVal(value);
      }
    }
    return tensor.build();
  }

  static TensorShapeProto shape(long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return shape.build();
  }

  /** The sizes of a tensor's dimensions. */
  static long[] sizes(TensorProto tensor) {
    return tensor.getTensorShape().getDimList().stream()
        .mapToLong(TensorShapeProto.Dim::getSize)
        .toArray();
  }

  /**
   * The values of an int32 tensor, row by row.
   *
   * @param maxValues refuses what claims to be larger, before any memory is taken for it
   * @throws IllegalArgumentException if the tensor isn't int32, too large, or contradicts itself
   */
  static int[] ints(TensorProto tensor, long maxValues) {
    checkType(tensor, DataType.DT_INT32);
    int n = count(tensor, maxValues);
    if (!tensor.getTensorContent().isEmpty()) {
      int[] values = new int[n];
      content(tensor, n).asIntBuffer().get(values);
      return values;
    }
    List<Integer> given = tensor.getIntValList();
    checkGiven(given.size(), n);
    int[] values = new int[n];
    for (int i = 0; i < n; i++) {
      values[i] = given.get(Math.min(i, given.size() - 1));
    }
    return values;
  }

  /**
   * The values of a float tensor, row by row.
   *
   * @throws IllegalArgumentException if the tensor isn't float, too large, or contradicts itself
   */
  static float[] floats(TensorProto tensor, long maxValues) {
    checkType(tensor, DataType.DT_FLOAT);
    int n = count(tensor, maxValues);
    if (!tensor.getTensorContent().isEmpty()) {
      float[] values = new float[n];
      content(tensor, n).asFloatBuffer().get(values);
      return values;
    }
    List<Float> given = tensor.getFloatValList();
    checkGiven(given.size(), n);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = given.get(Math.min(i, given.size() - 1));
    }
    return values;
  }

  private static void checkType(TensorProto tensor, DataType type) {
    if (tensor.getDtype() != type) {
      throw new IllegalArgumentException(
          "is of type %s; it must be %s".formatted(typeName(tensor), type));
    }
  }

  private static String typeName(TensorProto tensor) {
    return tensor.getDtype() == DataType.UNRECOGNIZED
        ? Integer.toString(tensor.getDtypeValue())
        : tensor.getDtype().name();
  }

  private static int count(TensorProto tensor, long maxValues) {
    if (tensor.getTensorShape().getUnknownRank()) {
      throw new IllegalArgumentException("has no shape");
    }
    long count = 1;
    for (long size : sizes(tensor)) {
      if (size < 0 || (size > 0 && count > maxValues / size)) {
        throw new IllegalArgumentException(
            "has the shape %s; it may have at most %d values"
                .formatted(Arrays.toString(sizes(tensor)), maxValues));
      }
      count *= size;
    }
    return (int) count;
  }

  private static ByteBuffer content(TensorProto tensor, int n) {
    ByteString content = tensor.getTensorContent();
    if (content.size() != 4L * n) {
      throw new IllegalArgumentException(
          "has %d bytes of content; its shape %s takes %d"
              .formatted(content.size(), Arrays.toString(sizes(tensor)), 4L * n));
    }
    return content.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void checkGiven(int given, int n) {
    if (given > n || (given == 0 && n > 0)) {
      throw new IllegalArgumentException("has %d values; its shape takes %d".formatted(given, n));
    }
  }
}
