package dev.docent.records.tfrecord;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The protobuf form of an example, by its fields' numbers in TensorFlow's {@code example.proto} and
 * {@code feature.proto}:
 *
 * <pre>
 * Example  { Features features = 1; }
 * Features { map&lt;string, Feature> feature = 1; }
 * Feature  { oneof kind { BytesList bytes_list = 1; FloatList float_list = 2; Int64List int64_list = 3; } }
 * each list { repeated T value = 1; }   // numbers are packed
 * </pre>
 */
final class ExampleProto {
  private static final int FEATURES = 1;
  private static final int ENTRY = 1;
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int BYTES_LIST = 1;
  private static final int FLOAT_LIST = 2;
  private static final int INT64_LIST = 3;
  private static final int LIST_VALUE = 1;

  private ExampleProto() {}

  /** Writes the fields of one message. */
  @FunctionalInterface
  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  static byte[] example(Map<String, Feature> features) {
    List<byte[]> entries = new ArrayList<>();
    for (var entry : features.entrySet()) {
      entries.add(entry(entry.getKey(), entry.getValue()));
    }
    return field(FEATURES, fields(ENTRY, entries));
  }

  private static byte[] entry(String name, Feature feature) {
    byte[] value = feature(feature);
    int size =
        CodedOutputStream.computeStringSize(KEY, name)
            + CodedOutputStream.computeByteArraySize(VALUE, value);
    return message(
        size,
        out -> {
          out.writeString(KEY, name);
          out.writeByteArray(VALUE, value);
        });
  }

  private static byte[] feature(Feature feature) {
    if (feature instanceof Feature.Int64s int64s) {
      return field(INT64_LIST, int64List(int64s.values()));
    }
    if (feature instanceof Feature.Floats floats) {
      return field(FLOAT_LIST, floatList(floats.values()));
    }
    return field(BYTES_LIST, fields(LIST_VALUE, ((Feature.Bytes) feature).values()));
  }

  private static byte[] int64List(long[] values) {
    if (values.length == 0) {
      return new byte[0];
    }
    int size = 0;
    for (long value : values) {
      size += CodedOutputStream.computeInt64SizeNoTag(value);
    }
    return field(
        LIST_VALUE,
        message(
            size,
            out -> {
              for (long value : values) {
                out.writeInt64NoTag(value);
              }
            }));
  }

  private static byte[] floatList(float[] values) {
    if (values.length == 0) {
      return new byte[0];
    }
    return field(
        LIST_VALUE,
        message(
            Float.BYTES * values.length,
            out -> {
              for (float value : values) {
                out.writeFloatNoTag(value);
              }
            }));
  }

  /** A message of one field. */
  private static byte[] field(int number, byte[] value) {
    return fields(number, List.of(value));
  }

  /** A message of one repeated field. */
  private static byte[] fields(int number, List<byte[]> values) {
    int size = 0;
    for (byte[] value : values) {
      size += CodedOutputStream.computeByteArraySize(number, value);
    }
    return message(
        size,
        out -> {
          for (byte[] value : values) {
            out.writeByteArray(number, value);
          }
        });
  }

  /** Writes a message of a size that is known, which spares buffers: data sets have millions. */
  private static byte[] message(int size, Fields fields) {
    try {
      byte[] bytes = new byte[size];
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.write(out);
      out.checkNoSpaceLeft();
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("the size was computed", e);
    }
  }

  static Map<String, Feature> readExample(CodedInputStream in) throws IOException {
    Map<String, Feature> features = new TreeMap<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == delimited(FEATURES)) {
        readFeatures(in.readBytes().newCodedInput(), features);
      } else {
        in.skipField(tag);
      }
    }
    return features;
  }

  private static void readFeatures(CodedInputStream in, Map<String, Feature> features)
      throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == delimited(ENTRY)) {
        readEntry(in.readBytes().newCodedInput(), features);
      } else {
        in.skipField(tag);
      }
    }
  }

  private static void readEntry(CodedInputStream in, Map<String, Feature> features)
      throws IOException {
    String key = "";
    Feature value = new Feature.Bytes(List.of());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == delimited(KEY)) {
        key = in.readStringRequireUtf8();
      } else if (tag == delimited(VALUE)) {
        value = readFeature(in.readBytes().newCodedInput());
      } else {
        in.skipField(tag);
      }
    }
    features.put(key, value);
  }

  private static Feature readFeature(CodedInputStream in) throws IOException {
    Feature feature = new Feature.Bytes(List.of());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == delimited(INT64_LIST)) {
        feature = new Feature.Int64s(readInt64s(in.readBytes().newCodedInput()));
      } else if (tag == delimited(FLOAT_LIST)) {
        feature = new Feature.Floats(readFloats(in.readBytes().newCodedInput()));
      } else if (tag == delimited(BYTES_LIST)) {
        feature = new Feature.Bytes(readBytes(in.readBytes().newCodedInput()));
      } else {
        in.skipField(tag);
      }
    }
    return feature;
  }

  /** Packed or not: protobuf asks readers to take both. */
  private static long[] readInt64s(CodedInputStream in) throws IOException {
    long[] values = new long[16];
    int n = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == delimited(LIST_VALUE)) {
        int end = in.pushLimit(in.readRawVarint32());
        while (!in.isAtEnd()) {
          values = n == values.length ? Arrays.copyOf(values, 2 * n) : values;
          values[n++] = in.readInt64();
        }
        in.popLimit(end);
      } else if (tag == tag(LIST_VALUE, WireFormat.WIRETYPE_VARINT)) {
        values = n == values.length ? Arrays.copyOf(values, 2 * n) : values;
        values[n++] = in.readInt64();
      } else {
        in.skipField(tag);
      }
    }
    return Arrays.copyOf(values, n);
  }

  private static float[] readFloats(CodedInputStream in) throws IOException {
    float[] values = new float[4];
    int n = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == delimited(LIST_VALUE)) {
        int end = in.pushLimit(in.readRawVarint32());
        while (!in.isAtEnd()) {
          values = n == values.length ? Arrays.copyOf(values, 2 * n) : values;
          values[n++] = in.readFloat();
        }
        in.popLimit(end);
      } else if (tag == tag(LIST_VALUE, WireFormat.WIRETYPE_FIXED32)) {
        values = n == values.length ? Arrays.copyOf(values, 2 * n) : values;
        values[n++] = in.readFloat();
      } else {
        in.skipField(tag);
      }
    }
    return Arrays.copyOf(values, n);
  }

  private static List<byte[]> readBytes(CodedInputStream in) throws IOException {
    List<byte[]> values = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == delimited(LIST_VALUE)) {
        values.add(in.readByteArray());
      } else {
        in.skipField(tag);
      }
    }
    return values;
  }

  private static int delimited(int field) {
    return tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  }

  private static int tag(int field, int wireType) {
    return field << 3 | wireType;
  }
}
