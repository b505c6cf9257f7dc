package dev.docent.models.publish;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.tfrecord.TfRecordReader;
import dev.docent.records.tfrecord.TfRecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The requests that TF-Serving answers for itself before it takes others: a TFRecord file of {@code
 * tensorflow.serving.PredictionLog}, each with a PredictRequest of one query's pairs.
 *
 * @see <a href="https://www.tensorflow.org/tfx/serving/saved_model_warmup">SavedModel Warmup</a>
 */
public final class WarmupRequests {
  /** Where TF-Serving looks for them in a version folder. */
  public static final String PATH = "assets.extra/tf_serving_warmup_requests";

  private static final String SIGNATURE = "serving_default";
  private static final String IDS = "input_ids";
  private static final String MASK = "input_mask";
  private static final String SEGMENTS = "segment_ids";

  // Field numbers of prediction_log.proto, predict.proto and model.proto.
  private static final int LOG_PREDICT = 6;
  private static final int PREDICT_LOG_REQUEST = 1;
  private static final int REQUEST_MODEL_SPEC = 1;
  private static final int REQUEST_INPUTS = 2;
  private static final int SPEC_NAME = 1;
  private static final int SPEC_SIGNATURE = 3;
  private static final int MAP_KEY = 1;
  private static final int MAP_VALUE = 2;

  private WarmupRequests() {}

  /**
   * Writes requests.
   *
   * @param requests the pairs of each; none is empty
   * @param model the name that clients ask for
   */
  static void write(Path file, List<List<Pair>> requests, String model) throws IOException {
    try (TfRecordWriter writer = TfRecordWriter.create(file)) {
      for (List<Pair> pairs : requests) {
        writer.write(log(pairs, model));
      }
    }
  }

  /**
   * Reads requests as {@link #write} writes them.
   *
   * @throws UserException if a record is something else
   */
  public static List<List<Pair>> read(Path file) throws IOException {
    List<List<Pair>> requests = new ArrayList<>();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      for (byte[] data = reader.next(); data != null; data = reader.next()) {
        byte[] request = field(field(data, LOG_PREDICT), PREDICT_LOG_REQUEST);
        Map<String, TensorProto> inputs = new HashMap<>();
        for (byte[] entry : fields(request, REQUEST_INPUTS)) {
          inputs.put(
              new String(field(entry, MAP_KEY), java.nio.charset.StandardCharsets.UTF_8),
              TensorProto.parseFrom(field(entry, MAP_VALUE)));
        }
        requests.add(pairs(inputs, file));
      }
    }
    return requests;
  }

  private static byte[] log(List<Pair> pairs, String model) throws IOException {
    int length = pairs.stream().mapToInt(Pair::length).max().orElse(0);
    TensorProto.Builder ids = matrix(pairs.size(), length);
    TensorProto.Builder mask = matrix(pairs.size(), length);
    TensorProto.Builder segments = matrix(pairs.size(), length);
    for (Pair pair : pairs) {
      for (int i = 0; i < length; i++) {
        boolean inside = i < pair.length();
        ids.addIntVal(inside ? pair.inputIds()[i] : 0);
        mask.addIntVal(inside ? 1 : 0);
        segments.addIntVal(inside ? pair.segmentIds()[i] : 0);
      }
    }
    byte[] spec =
        message(
            out -> {
              out.writeString(SPEC_NAME, model);
              out.writeString(SPEC_SIGNATURE, SIGNATURE);
            });
    byte[] request =
        message(
            out -> {
              out.writeByteArray(REQUEST_MODEL_SPEC, spec);
              input(out, IDS, ids.build());
              input(out, MASK, mask.build());
              input(out, SEGMENTS, segments.build());
            });
    byte[] predict = message(out -> out.writeByteArray(PREDICT_LOG_REQUEST, request));
    return message(out -> out.writeByteArray(LOG_PREDICT, predict));
  }

  private static void input(CodedOutputStream out, String name, TensorProto value)
      throws IOException {
    byte[] entry =
        message(
            inner -> {
              inner.writeString(MAP_KEY, name);
              inner.writeByteArray(MAP_VALUE, value.toByteArray());
            });
    out.writeByteArray(REQUEST_INPUTS, entry);
  }

  private static TensorProto.Builder matrix(int rows, int columns) {
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_INT32)
        .setTensorShape(
            TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dim.newBuilder().setSize(rows))
                .addDim(TensorShapeProto.Dim.newBuilder().setSize(columns)));
  }

  private static List<Pair> pairs(Map<String, TensorProto> inputs, Path file) {
    TensorProto ids = inputs.get(IDS);
    TensorProto mask = inputs.get(MASK);
    TensorProto segments = inputs.get(SEGMENTS);
    if (ids == null || mask == null || segments == null) {
      throw new UserException(
          "'%s' holds a request with the inputs %s; it must have %s, %s and %s"
              .formatted(file, inputs.keySet(), IDS, MASK, SEGMENTS));
    }
    int rows = (int) ids.getTensorShape().getDim(0).getSize();
    int columns = (int) ids.getTensorShape().getDim(1).getSize();
    int[] allIds = ids.getIntValList().stream().mapToInt(i -> i).toArray();
    int[] allMasks = mask.getIntValList().stream().mapToInt(i -> i).toArray();
    int[] allSegments = segments.getIntValList().stream().mapToInt(i -> i).toArray();
    List<Pair> pairs = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int start = row * columns;
      int length = Arrays.stream(allMasks, start, start + columns).sum();
      pairs.add(
          new Pair(
              Arrays.copyOfRange(allIds, start, start + length),
              Arrays.copyOfRange(allSegments, start, start + length)));
    }
    return pairs;
  }

  /** Writes the fields of a message. */
  @FunctionalInterface
  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] field(byte[] message, int number) throws IOException {
    List<byte[]> all = fields(message, number);
    if (all.size() != 1) {
      throw new UserException(
          "a warm-up request has %d fields %d, where one belongs".formatted(all.size(), number));
    }
    return all.get(0);
  }

  private static List<byte[]> fields(byte[] message, int number) throws IOException {
    List<byte[]> values = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == number
          && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        values.add(in.readByteArray());
      } else {
        in.skipField(tag);
      }
    }
    return values;
  }
}
